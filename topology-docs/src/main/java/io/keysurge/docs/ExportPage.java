// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.export.Column;
import io.keysurge.export.Table;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What `keysurge export` writes: tables, columns, and what each kind of value is in each format. */
final class ExportPage {

    private ExportPage() {}

    static String render() {
        return """
                # Exports

                `./keysurge export --what WHAT --format parquet|csv|jsonl --out FILE_OR_DIR [--from TIME] [--to TIME]` writes one
                of the tables below. `--from` is the first instant that is in it, `--to` the first that is no more; both are event
                time. The file appears when it is complete, and nothing of it when something fails.

                Values in each format:

                %s
                In CSV a missing value is empty; a text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`,
                `@`, a tab or a carriage return, whatever apostrophes stand before that) has one more apostrophe before it, which
                `load --format minutes` takes away again; `load --format csv` leaves it where it is. Parquet and JSON Lines say what the log says. Parquet files are compressed with Snappy.

                Usage is judged from where the span begins: an event that repeats the event_id of another with an older date is
                told for a duplicate only if that one is in the span. Usage that could not be read when it came and can be read
                now counts here, though not in the detector.

                %s""".formatted(
                types(), Arrays.stream(Table.values()).map(ExportPage::table).collect(Collectors.joining("\n")));
    }

    private static MarkdownTable types() {
        MarkdownTable table = new MarkdownTable("type", "Parquet", "CSV", "JSON Lines");
        for (Column.Type type : Column.Type.values()) {
            table.row(label(type), type.parquet(), type.csv(), type.jsonl());
        }
        return table;
    }

    private static String table(Table table) {
        MarkdownTable columns = new MarkdownTable("column", "type", "may be missing", "meaning");
        table.columns()
                .forEach(column -> columns.row(
                        MarkdownTable.code(column.name()),
                        label(column.type()),
                        column.nullable() ? "yes" : "",
                        column.meaning()));
        return """
                ## %s

                %s `--from` and `--to` are about `%s`.

                %s""".formatted(table.label(), table.meaning(), table.time(), columns);
    }

    private static String label(Column.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
