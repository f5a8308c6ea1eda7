// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.nio.file.Path;

/** A file cannot be read, or not any further; what was read before it stands. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A reason found by a parser, which does not know the file.
     *
     * @param why what is wrong, what was expected, and the mend
     */
    public UnreadableFileException(String why) {
        super(why);
    }

    private UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with file and line in front; line 0 means the file as a whole. */
    static UnreadableFileException at(Path file, long line, Throwable cause) {
        String place = line == 0 ? file.toString() : file + ", line " + line;
        return new UnreadableFileException(place + ": " + cause.getMessage(), cause);
    }
}
