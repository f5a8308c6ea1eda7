// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.imports.ImportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a large array of log entries on a single line, made as it is read, and prints what it came to. */
final class LargePayload {

    private LargePayload() {}

    /** One argument: how many bytes at least. */
    public static void main(String[] args) throws IOException {
        UsageFormat format = UsageFormat.named("litellm", ImportSettings.NONE).orElseThrow();
        long[] good = new long[1];
        long[] other = new long[1];
        Entries entries = new Entries(Long.parseLong(args[0]));
        try (UsageReader reader = format.open(entries, warning -> {})) {
            boolean more = true;
            while (more) {
                more = reader.advance(line -> (line instanceof Line.Good ? good : other)[0]++);
            }
        }
        System.out.println(good[0] + " good, " + other[0] + " other, " + entries.entries + " written");
    }

    private static final class Entries extends InputStream {

        private final long bytes;
        private long written;
        private long entries;
        private byte[] entry = "[".getBytes(StandardCharsets.UTF_8);
        private int place;
        private boolean ended;

        Entries(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (place == entry.length && !next()) {
                return -1;
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
            String text = ended
                    ? "]"
                    : (entries == 0 ? "" : ",") + "{\"id\":\"e-" + entries
                            + "\",\"endTime\":1772366401,\"prompt_tokens\":10,"
                            + "\"completion_tokens\":7,\"metadata\":{\"user_api_key_alias\":\"bot\"},\"messages\":\""
                            + "word ".repeat(100) + "\"}";
            entries += ended ? 0 : 1;
            entry = text.getBytes(StandardCharsets.UTF_8);
            return true;
        }
    }
}
