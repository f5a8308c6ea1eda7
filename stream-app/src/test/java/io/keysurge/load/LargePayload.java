// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.imports.ImportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Reads a large payload that is made as it is read, and prints what it came to. */
final class LargePayload {

    private static final int PIPE = 64 * 1024;

    private LargePayload() {}

    /** How many bytes at least, {@code array}, {@code lines} or {@code csv}, and {@code plain} or {@code gzip}. */
    public static void main(String[] args) throws IOException {
        Shape shape = Shape.named(args[1]);
        Entries entries = new Entries(shape, Long.parseLong(args[0]));
        InputStream stored = args[2].equals("gzip") ? zipped(entries) : entries;
        long[] good = new long[1];
        long[] other = new long[1];
        try (UsageReader reader = shape.format().open(Content.of(stored), warning -> {})) {
            boolean more = true;
            while (more) {
                more = reader.advance(line -> (line instanceof Line.Good ? good : other)[0]++);
            }
        }
        System.out.println(good[0] + " good, " + other[0] + " other, " + entries.entries + " written");
    }

    /** Packs on a thread of its own, and fast rather than small. */
    private static InputStream zipped(InputStream plain) throws IOException {
        PipedInputStream packed = new PipedInputStream(PIPE);
        OutputStream pipe = new PipedOutputStream(packed);
        Thread packer = new Thread(() -> {
            try (OutputStream out = new FastGzip(pipe)) {
                plain.transferTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        packer.setDaemon(true);
        packer.start();
        return packed;
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, PIPE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private enum Shape {
        /** One JSON array on a single line. */
        ARRAY("[", "]") {
            @Override
            String entry(long number) {
                return (number == 0 ? "" : ",") + LINES.entry(number).strip();
            }
        },
        /** A JSON object per line. */
        LINES("", "") {
            @Override
            String entry(long number) {
                return "{\"id\":\"e-" + number
                        + "\",\"endTime\":1772366401,\"prompt_tokens\":10,"
                        + "\"completion_tokens\":7,\"metadata\":{\"user_api_key_alias\":\"bot\"},\"messages\":\""
                        + "word ".repeat(100) + "\"}\n";
            }
        },
        /** Rows without ids, many of one moment and alike, so that they are told apart by their number. */
        CSV("time,who,in,out,note\n", "") {
            @Override
            String entry(long number) {
                return (1_772_366_401L + number / 1_000) + ",bot-" + number % 50 + ",10,7,\"" + "word ".repeat(100)
                        + "\"\n";
            }

            @Override
            UsageFormat format() throws IOException {
                Path mapping = Files.createTempFile("mapping", ".yaml");
                try {
                    Files.writeString(
                            mapping,
                            "fields: {occurred_at: {column: time}, identity_id: {column: who},"
                                    + " input_tokens: {column: in}, output_tokens: {column: out}}");
                    return new CsvFormat(ImportSettings.NONE, CsvMappingFile.read(mapping));
                } catch (InvalidMappingException e) {
                    throw new IllegalStateException(e);
                } finally {
                    Files.delete(mapping);
                }
            }
        };

        private final String first;
        private final String last;

        Shape(String first, String last) {
            this.first = first;
            this.last = last;
        }

        abstract String entry(long number);

        UsageFormat format() throws IOException {
            return UsageFormat.named("litellm", ImportSettings.NONE).orElseThrow();
        }

        static Shape named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private static final class Entries extends InputStream {

        private final Shape shape;
        private final long bytes;
        private long written;
        private long entries;
        private byte[] entry;
        private int place;
        private boolean ended;

        Entries(Shape shape, long bytes) {
            this.shape = shape;
            this.bytes = bytes;
            this.entry = shape.first.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            while (place == entry.length) {
                if (!next()) {
                    return -1;
                }
            }
            int count = Math.min(length, entry.length - place);
            System.arraycopy(entry, place, target, offset, count);
            place += count;
            written += count;
            return count;
        }

        private boolean next() {
            if (ended) {
                return false;
            }
            place = 0;
            ended = written >= bytes;
            entry = (ended ? shape.last : shape.entry(entries)).getBytes(StandardCharsets.UTF_8);
            entries += ended ? 0 : 1;
            return true;
        }
    }
}
