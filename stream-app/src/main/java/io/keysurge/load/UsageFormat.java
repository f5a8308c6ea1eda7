// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A way to write usage down, one or more events per line. */
public interface UsageFormat {

    /** What {@code --format} calls it. */
    String name();

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
         * Called once after the last line.
         *
         * @throws UnreadableFileException when something that every file needs was missing
         */
        default void end() {}
    }

    /** Every format there is. */
    static List<UsageFormat> all() {
        return List.of(new MinutesFormat(), new JsonlFormat());
    }

    /** The format with this name. */
    static Optional<UsageFormat> named(String name) {
        return all().stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The names of all formats, for messages. */
    static String names() {
        return all().stream().map(UsageFormat::name).collect(Collectors.joining(", "));
    }
}
