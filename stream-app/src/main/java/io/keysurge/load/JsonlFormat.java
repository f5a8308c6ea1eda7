// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.UsageEvent;
import io.keysurge.imports.KeptCopy;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import java.util.function.Consumer;

/** JSON Lines: each line is one usage event with the schema's own field names. */
public final class JsonlFormat implements LineFormat {

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public Parser newParser(Consumer<String> warnings) {
        return new Events();
    }

    private static final class Events implements Parser {

        @Override
        public void read(long number, String text, Consumer<Line> out) {
            Line line;
            try {
                line = RawKeys.line(number, RecordJson.read(text, UsageEvent.class), () -> kept(text));
            } catch (InvalidRecordException e) {
                line = new Line.Bad(number, e.field().isEmpty() ? "line" : e.field(), why(e), kept(text));
            }
            out.accept(line);
        }

        @Override
        public String kept(String text) {
            return KeptCopy.ofJson(text);
        }

        /** The parser knows of one line only, so the line number it gives is always 1 and would mislead. */
        private static String why(InvalidRecordException refused) {
            return refused.why().replace(" at line 1, column ", " at column ");
        }
    }
}
