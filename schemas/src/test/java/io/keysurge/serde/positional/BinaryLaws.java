// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

class BinaryLaws {

    @Property
    void a_number_is_read_as_avro_wrote_it_with_or_without_more_behind_it(
            @ForAll long number, @ForAll @IntRange(max = 63) int shift, @ForAll @IntRange(max = 9) int more)
            throws IOException {
        byte[] written = written(number >> shift);
        var into = new long[1];
        assertThat(Binary.number(Arrays.copyOf(written, written.length + more), 0, into, 0))
                .isEqualTo(written.length);
        assertThat(into[0]).isEqualTo(number >> shift);
    }

    @Property
    void a_number_that_is_cut_off_is_doubtful(@ForAll long number, @ForAll @IntRange(max = 63) int shift)
            throws IOException {
        byte[] written = written(number >> shift);
        assertThat(Binary.number(Arrays.copyOf(written, written.length - 1), 0, new long[1], 0))
                .isEqualTo(Binary.DOUBTFUL);
    }

    @Property
    void whatever_is_read_avro_reads_alike_and_has_no_other_spelling(@ForAll @Size(min = 1, max = 12) byte[] bytes)
            throws IOException {
        var into = new long[1];
        int end = Binary.number(bytes, 0, into, 0);
        if (end != Binary.DOUBTFUL) {
            assertThat(into[0])
                    .isEqualTo(DecoderFactory.get().binaryDecoder(bytes, null).readLong());
            assertThat(written(into[0])).isEqualTo(Arrays.copyOf(bytes, end));
        }
    }

    @Property
    void a_text_is_where_its_length_says(@ForAll @IntRange(max = 20_000) int length, @ForAll boolean isCutOff)
            throws IOException {
        byte[] written = written(length);
        int end = written.length + length;
        byte[] bytes = Arrays.copyOf(written, isCutOff ? end - 1 : end + 3);
        assertThat(Binary.passLength(bytes, 0)).isEqualTo(isCutOff ? Binary.DOUBTFUL : end);
    }

    @Property
    void no_length_leads_out_of_the_record(@ForAll @Size(min = 1, max = 12) byte[] bytes) {
        assertThat(Binary.passLength(bytes, 0)).isLessThanOrEqualTo(bytes.length);
    }

    @Property
    void a_text_is_plain_when_each_of_its_bytes_is(
            @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 8) int from) {
        byte[] text = bytes.clone();
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] % 16 == 0 ? text[i] : (byte) (' ' + Math.abs(text[i] % 95));
        }
        int at = Math.min(from, text.length);
        String rest = new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
        assertThat(Texts.isPlain(text, at, text.length - at))
                .isEqualTo(rest.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f));
    }

    private static byte[] written(long number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(number);
        encoder.flush();
        return bytes.toByteArray();
    }
}
