// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keysurge.imports.CsvMapping;
import io.keysurge.imports.CsvRows;
import io.keysurge.imports.ImportSettings;
import io.keysurge.imports.Imported;
import io.keysurge.imports.KeptCopy;
import io.keysurge.imports.Unreadable;
import io.keysurge.wording.NearestName;
import io.keysurge.wording.Redaction;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's CSV, by a mapping of its columns. Each row stands on one line; quoted values may hold the delimiter, and no
 * line end.
 */
public final class CsvFormat implements LineFormat {

    private final ImportSettings settings;
    private final @Nullable CsvMapping mapping;

    CsvFormat(ImportSettings settings, @Nullable CsvMapping mapping) {
        this.settings = settings;
        this.mapping = mapping;
    }

    /** The same by a mapping. */
    public CsvFormat with(CsvMapping other) {
        return new CsvFormat(settings, other);
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Parser newParser(Consumer<String> warnings) {
        if (mapping == null) {
            throw new UnreadableFileException("csv without a mapping (expected: what its columns mean)");
        }
        return new Rows(mapping, settings);
    }

    /** The rows of one file. */
    private static final class Rows implements Parser {

        private static final HexFormat HEX = HexFormat.of();

        private final CsvMapping mapping;
        private final ImportSettings settings;
        private final CsvRow row;
        private final RowNumbers numbers = new RowNumbers();
        private int width;
        private JsonNode source = MissingNode.getInstance();
        private @Nullable CsvRows rows;

        Rows(CsvMapping mapping, ImportSettings settings) {
            this.mapping = mapping;
            this.settings = settings;
            this.row = new CsvRow(mapping.delimiter());
            if (!mapping.columns().isEmpty()) {
                rows = under(mapping.columns());
            }
        }

        @Override
        public void read(long number, String text, Consumer<Line> out) {
            try {
                List<String> values = row.split(text);
                if (rows == null) {
                    rows = under(values.stream().map(String::strip).toList());
                } else {
                    out.accept(line(number, values, rows));
                }
            } catch (BadFieldException e) {
                out.accept(new Line.Bad(
                        number, e.field(), e.why(), Unreadable.of(text).kept()));
            }
        }

        @Override
        public String kept(String text) {
            return KeptCopy.of(source);
        }

        @Override
        public void end() {
            if (rows == null) {
                throw new UnreadableFileException("the file is empty (expected: a header and rows)");
            }
        }

        private CsvRows under(List<String> header) {
            Map<String, String> missing = mapping.missing(header);
            if (!missing.isEmpty()) {
                String named = missing.entrySet().stream()
                        .map(each -> Redaction.quote(each.getKey()) + " for " + each.getValue()
                                + NearestName.hint(header, each.getKey()))
                        .collect(Collectors.joining(", "));
                throw new UnreadableFileException("the header has no column " + named + " (expected: as in the mapping;"
                        + " found: " + Redaction.quote(String.join(",", header)) + ")");
            }
            width = header.size();
            return new CsvRows(mapping, header, settings);
        }

        private Line line(long number, List<String> values, CsvRows known) throws BadFieldException {
            if (values.size() != width) {
                throw new BadFieldException(
                        "line", values.size() + " columns (expected: " + width + " as in the header)");
            }
            Imported imported = known.read(values);
            if (imported instanceof Imported.Event good) {
                source = good.source();
                if (good.event().getEventId().isEmpty()) {
                    good.event().setEventId(id(good, known.told(values)));
                }
                return new Line.Good(number, good.event());
            }
            Imported.Refused refused = (Imported.Refused) imported;
            return new Line.Bad(number, refused.field(), refused.advice(), KeptCopy.of(refused.source()));
        }

        /** Depends on what the row says alone, so that a file that is loaded twice counts once. */
        private String id(Imported.Event good, List<String> told) {
            String identity = good.event().getIdentityId();
            long moment = good.event().getOccurredAt().toEpochMilli();
            long hash = RowNumbers.hash(told);
            int number = numbers.of(identity, moment, hash);
            String id = "csv-" + moment + "-" + HEX.toHexDigits(hash);
            return number == 1 ? id : id + "-" + number;
        }
    }
}
