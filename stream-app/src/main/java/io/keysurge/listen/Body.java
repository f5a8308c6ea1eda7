// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads bodies that may be packed, and may be bombs. */
final class Body {

    private static final int DRAINED_AT_ONCE = 8 * 1024;

    private Body() {}

    /**
     * The body, unpacked.
     *
     * @param encoding of the content; null when it is as it is
     * @param most bytes to take, packed and unpacked
     * @throws MalformedBodyException when it is longer, or packed in a way that is not known, or cut off
     * @throws IOException when the sender went away
     */
    static byte[] read(InputStream sent, @Nullable String encoding, int most)
            throws IOException, MalformedBodyException {
        byte[] packed = limited(sent, most, "bytes");
        String packing = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (packing) {
            case "", "identity" -> packed;
            case "gzip", "x-gzip" -> unpacked(packed, most);
            default ->
                throw new MalformedBodyException(415, "Content-Encoding: not known (expected: gzip, identity or none)");
        };
    }

    /** Reads on to the end, or until so many bytes are gone; the JDK's server skips beyond the body, so by reading. */
    static void drain(InputStream sent, int most) throws IOException {
        byte[] some = new byte[DRAINED_AT_ONCE];
        int left = most;
        while (left > 0) {
            int read = sent.read(some);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static byte[] unpacked(byte[] packed, int most) throws MalformedBodyException {
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return limited(unpacking, most, "bytes unpacked");
        } catch (EOFException cutOff) {
            throw new MalformedBodyException(400, "body: the gzip ends too early (expected: a whole one)");
        } catch (ZipException damaged) {
            throw new MalformedBodyException(
                    400, "body: no gzip or a damaged one (expected: gzip, as its header says)");
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can be read", impossible);
        }
    }

    private static byte[] limited(InputStream stream, int most, String unit)
            throws IOException, MalformedBodyException {
        byte[] bytes = stream.readNBytes(most);
        if (bytes.length == most && stream.read() >= 0) {
            throw new MalformedBodyException(
                    413, "body: more than " + most + " " + unit + " (expected: at most so many; send smaller batches)");
        }
        return bytes;
    }
}
