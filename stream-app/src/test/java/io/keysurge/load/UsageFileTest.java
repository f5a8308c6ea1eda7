// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.load.Line.Bad;
import io.keysurge.load.Line.Good;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A usage file")
class UsageFileTest {

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("that is compressed")
    class Compressed {

        @Test
        void is_known_by_its_first_bytes_whatever_its_name() {
            Path path = UsageFiles.write(folder, "usage.csv", UsageFiles.gzip(rows(3)));

            assertThat(UsageFiles.read(path, new MinutesFormat())).hasSize(3).hasOnlyElementsOfType(Good.class);
        }

        @Test
        void may_consist_of_several_parts() throws IOException {
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            parts.write(UsageFiles.gzip(rows(2)));
            parts.write(UsageFiles.gzip("7,7,,,,,,1,1,1\n"));

            assertThat(UsageFiles.read(UsageFiles.write(folder, "a.gz", parts.toByteArray()), new MinutesFormat()))
                    .hasSize(3);
        }

        @Test
        void and_cut_off_gives_its_good_lines_and_then_says_where_it_ends() throws IOException {
            byte[] whole = UsageFiles.gzip(rows(20_000));
            Path path = UsageFiles.write(folder, "cut.gz", Arrays.copyOf(whole, whole.length / 2));

            long good = 0;
            try (UsageFile file = UsageFile.open(path, new MinutesFormat())) {
                while (hasNext(file)) {
                    assertThat(file.next()).isInstanceOf(Good.class);
                    good++;
                }
                long lines = good + 2;
                assertThat(good).isGreaterThan(5_000);
                assertThat(broken)
                        .hasMessage(path + ", line " + lines
                                + ": the gzip data is cut off here (expected: a complete file); fetch the file again");
                assertThat(file.hasNext()).as("it stays at its end").isFalse();
            }
        }

        @Test
        void and_damaged_says_so() {
            byte[] bytes = UsageFiles.gzip(rows(20_000));
            Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 200, (byte) 0xff);
            Path path = UsageFiles.write(folder, "damaged.gz", bytes);

            assertThatThrownBy(() -> UsageFiles.read(path, new MinutesFormat()))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("damaged.gz, line ");
        }

        private UnreadableFileException broken;

        private boolean hasNext(UsageFile file) {
            try {
                return file.hasNext();
            } catch (UnreadableFileException e) {
                broken = e;
                return false;
            }
        }
    }

    @Nested
    @DisplayName("that cannot be opened")
    class Unopenable {

        @Test
        void is_named_when_it_does_not_exist() {
            Path missing = folder.resolve("missing.csv");

            assertThatThrownBy(() -> UsageFile.open(missing, new MinutesFormat()))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessage(missing + ": no such file");
        }

        @Test
        void is_named_when_it_is_a_folder() {
            assertThatThrownBy(() -> UsageFile.open(folder, new MinutesFormat()))
                    .hasMessage(folder + ": is a directory (expected: a file)");
        }
    }

    @Test
    void with_a_line_beyond_all_measure_refuses_that_line_alone() {
        String monster = "1,1," + "x".repeat(3_000_000) + ",,,,,1,1,1\n";
        Path path = UsageFiles.write(folder, rows(1) + monster + "7,7,,,,,,1,1,1\n");

        List<Line> lines = UsageFiles.read(path, new MinutesFormat());

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isInstanceOfSatisfying(Bad.class, bad -> {
            assertThat(bad.why()).startsWith("longer than 262144 bytes");
            assertThat(bad.text()).hasSizeLessThan(1_000);
        });
        assertThat(lines.get(2).line()).isEqualTo(4);
    }

    @Test
    void with_bytes_that_are_not_utf_8_refuses_that_line_alone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(UsageFiles.HEADER.getBytes(StandardCharsets.UTF_8));
        bytes.write(new byte[] {'a', (byte) 0xe9, 'b', ',', '1', '\n'});
        bytes.write("7,7,caf\u00e9,,,,,1,1,1\n".getBytes(StandardCharsets.UTF_8));

        List<Line> lines = UsageFiles.read(UsageFiles.write(folder, "a", bytes.toByteArray()), new MinutesFormat());

        assertThat(lines.get(0))
                .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.why()).startsWith("not UTF-8 text"));
        assertThat(((Good) lines.get(1)).event().getApplicationId()).isEqualTo("caf\u00e9");
    }

    /** Rows that do not compress to nothing, so that half of the bytes hold about half of the rows. */
    private static String rows(int count) {
        StringBuilder rows = new StringBuilder(UsageFiles.HEADER);
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            rows.append(random.nextInt(100)).append(',').append(i).append(",,,,,,1,");
            rows.append(random.nextInt(1_000_000))
                    .append(',')
                    .append(random.nextInt(1_000_000))
                    .append('\n');
        }
        return rows.toString();
    }
}
