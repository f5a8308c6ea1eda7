// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.spend.Sheet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV with a header. A text that a spreadsheet would take for a formula has an apostrophe before it: see {@link Sheet}. */
final class CsvRows implements RowWriter {

    private final BufferedWriter writer;
    private final Sheet sheet;

    CsvRows(Path file, List<Column> columns) throws IOException {
        writer = Files.newBufferedWriter(file);
        sheet = new Sheet(writer);
        sheet.line(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(List<@Nullable Object> row) {
        List<@Nullable Object> cells = new ArrayList<>(row.size());
        row.forEach(value -> cells.add(cell(value)));
        try {
            sheet.line(cells);
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof JsonNode json ? json.toString() : value;
    }
}
