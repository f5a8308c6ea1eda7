// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.imports.Unreadable;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of UTF-8 bytes into lines, in memory that does not grow with the file.
 *
 * <p>Works on bytes rather than on a {@code BufferedReader}, because that one loses the lines it has decoded but not yet
 * given out when the stream breaks, and has no limit on the length of a line.
 */
final class LineReader implements Closeable {

    /** Longest line that is taken: the broker's limit on a record. */
    static final int MAX_LINE_BYTES = 256 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private boolean finished;

    private long number;
    private String text = "";
    private @Nullable String defect;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the stream
     * @throws IOException when the stream is cut off or broken; {@link #number()} is then the line that could not be read
     */
    boolean advance() throws IOException {
        int scanned = start;
        while (true) {
            int newline = indexOfNewline(scanned);
            int last = newline >= 0 ? newline : end;
            if (last - start > MAX_LINE_BYTES) {
                return skipLongLine();
            }
            if (newline >= 0) {
                take(newline);
                start = newline + 1;
                return true;
            }
            scanned = end;
            if (finished) {
                return takeLast();
            }
            scanned -= makeRoom();
            fill();
        }
    }

    /** Number of the current line; the first is 1. */
    long number() {
        return number;
    }

    /** The current line without its end; of one with a defect what may be kept of it. */
    String text() {
        return text;
    }

    /** What is wrong with the current line as text; null when nothing is. */
    @Nullable
    String defect() {
        return defect;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int indexOfNewline(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the open line to the front or widens the buffer. */
    private int makeRoom() {
        int moved = start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }

    private void fill() throws IOException {
        int read;
        try {
            read = in.read(buffer, end, buffer.length - end);
        } catch (IOException e) {
            number++;
            throw e;
        }
        if (read < 0) {
            finished = true;
        } else {
            end += read;
        }
    }

    private void take(int to) {
        number++;
        int length = to - start;
        if (length > 0 && buffer[to - 1] == '\r') {
            length--;
        }
        text = new String(buffer, start, length, StandardCharsets.UTF_8);
        defect = text.indexOf('\uFFFD') >= 0 && !isUtf8(start, length)
                ? "not UTF-8 text (expected: UTF-8); convert the file"
                : null;
        if (defect != null) {
            text = new Unreadable().add(buffer, start, length).kept();
        }
        if (number == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
    }

    private boolean takeLast() {
        if (start == end) {
            return false;
        }
        take(end);
        start = end;
        return true;
    }

    private boolean skipLongLine() throws IOException {
        number++;
        defect = "longer than " + MAX_LINE_BYTES + " bytes (expected: at most that); split the event";
        var line = new Unreadable();
        while (true) {
            int newline = indexOfNewline(start);
            line.add(buffer, start, (newline < 0 ? end : newline) - start);
            if (newline >= 0 || finished) {
                start = newline < 0 ? end : newline + 1;
                text = line.kept();
                return true;
            }
            start = 0;
            end = 0;
            fill();
        }
    }

    private boolean isUtf8(int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
