// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A format in which each line stands for itself, or needs no more than the lines before it. */
interface LineFormat extends UsageFormat {

    /**
     * A parser for one file.
     *
     * @param warnings takes what a reader of the file should know although nothing is refused
     */
    Parser newParser(Consumer<String> warnings);

    /** Reads the lines of one file in order; may remember what earlier lines said, such as the header. */
    interface Parser {

        /**
         * Reads one line.
         *
         * @param number number of the line; the first is 1
         * @param text the line without its end
         * @param out takes what the line turned out to be; nothing for a line that says nothing
         * @throws UnreadableFileException when this line makes the rest of the file meaningless
         */
        void read(long number, String text, Consumer<Line> out);

        /**
         * What may be kept of a line that was just read, without secrets and without what was said in a call.
         *
         * @param text the line
         */
        String kept(String text);

        /**
         * Called once after the last line.
         *
         * @throws UnreadableFileException when something that every file needs was missing
         */
        default void end() {}
    }

    @Override
    default UsageReader open(InputStream content, Consumer<String> warnings) {
        return new ByLine(new LineReader(content), newParser(warnings));
    }

    /**
     * Gives a parser its lines.
     *
     * @param lines of the content
     * @param parser for this content
     */
    record ByLine(LineReader lines, Parser parser) implements UsageReader {

        @Override
        public boolean advance(Consumer<Line> out) throws IOException {
            if (!lines.advance()) {
                parser.end();
                return false;
            }
            String defect = lines.defect();
            if (defect != null) {
                out.accept(new Line.Bad(lines.number(), "line", defect, lines.text()));
            } else if (!lines.text().isBlank()) {
                parser.read(lines.number(), lines.text(), out);
            }
            return true;
        }

        @Override
        public long number() {
            return lines.number();
        }

        @Override
        public String text() {
            return parser.kept(lines.text());
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
