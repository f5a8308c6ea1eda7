// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.io.input.ReaderInputStream;

/**
 * What is in a file: unzipped where it is gzip, and as UTF-8 where it begins with the byte order mark of UTF-16, which is
 * how some shells write what is piped into a file. Its failures are sentences.
 */
final class Content extends FilterInputStream {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER = 64 * 1024;

    private Content(InputStream in) {
        super(in);
    }

    /** The content of what is stored; closing it closes that too. */
    static InputStream of(InputStream stored) throws IOException {
        try {
            return new Content(decoded(unzipped(stored)));
        } catch (EOFException e) {
            stored.close();
            throw new IOException("the gzip data is cut off in its header; fetch the file again", e);
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (EOFException e) {
            throw new IOException("the gzip data is cut off here (expected: a complete file); fetch the file again", e);
        } catch (ZipException e) {
            throw new IOException("the gzip data is damaged here: " + e.getMessage() + "; fetch the file again", e);
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-16 text from here on, although the file begins so; convert the file", e);
        }
    }

    private static InputStream unzipped(InputStream stored) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
        return begins(in, GZIP_FIRST, GZIP_SECOND) ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static InputStream decoded(InputStream unzipped) throws IOException {
        BufferedInputStream in = new BufferedInputStream(unzipped, BUFFER);
        boolean big = begins(in, 0xfe, 0xff);
        if (!big && !begins(in, 0xff, 0xfe)) {
            return in;
        }
        in.skipNBytes(2);
        Charset charset = big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return ReaderInputStream.builder()
                .setReader(new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)))
                .setCharset(StandardCharsets.UTF_8)
                .get();
    }

    private static boolean begins(BufferedInputStream in, int first, int second) throws IOException {
        in.mark(2);
        boolean found = in.read() == first && in.read() == second;
        in.reset();
        return found;
    }
}
