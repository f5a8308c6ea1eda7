// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log file, for error messages. */
public final class LogTail {
    private static final int LINES = 15;
    private static final int BYTES = 8 * 1024;

    private LogTail() {}

    /** The last lines of the file, indented, or a note that there are none; never fails. */
    public static String of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            byte[] end = new byte[(int) Math.min(length, BYTES)];
            file.seek(length - end.length);
            file.readFully(end);
            return lastLines(new String(end, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "  (no log at " + log + ")";
        }
    }

    private static String lastLines(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return "  (the log is empty)";
        }
        var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return "  " + String.join(System.lineSeparator() + "  ", last);
    }
}
