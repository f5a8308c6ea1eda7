// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Texts that repeat")
class RepeatedTextsTest {

    private final RepeatedTexts texts = new RepeatedTexts();

    @Test
    void are_made_once() {
        String first = clean("billing-summaries");
        assertThat(first).isEqualTo("billing-summaries");
        assertThat(clean("billing-summaries")).isSameAs(first);
    }

    @Test
    void are_told_apart_by_every_byte() {
        for (String text : new String[] {
            "a",
            "b",
            "ab",
            "eight888",
            "eight889",
            "abcdefgh-1-ijklmnop",
            "abcdefgh-2-ijklmnop",
            "abcdefgh-one-ijklmnop-two-qrstuvwx",
            "abcdefgh-one-ijklmnop-twa-qrstuvwx"
        }) {
            assertThat(clean(text)).isEqualTo(text);
            assertThat(clean(text)).isEqualTo(text);
        }
    }

    @Test
    void that_differ_only_where_nobody_looks_at_first_are_told_apart_as_well() {
        String head = "abcdefgh";
        String middle = "ijklmnop";
        String tail = "qrstuvwx";
        assertThat(clean(head + "1" + middle + "2" + tail)).isEqualTo(head + "1" + middle + "2" + tail);
        assertThat(clean(head + "3" + middle + "2" + tail)).isEqualTo(head + "3" + middle + "2" + tail);
        assertThat(clean(head + "1" + middle + "2" + tail)).isEqualTo(head + "1" + middle + "2" + tail);
    }

    @Test
    void of_any_length_are_told_apart_wherever_they_differ() {
        for (int length = 1; length <= RepeatedTexts.LONGEST + 1; length++) {
            for (int place = 0; place < length; place++) {
                String other = "a".repeat(place) + "b" + "a".repeat(length - place - 1);
                assertThat(clean(other)).isEqualTo(other);
                assertThat(clean("a".repeat(length))).isEqualTo("a".repeat(length));
            }
        }
    }

    @Test
    void stay_the_same_objects_while_room_is_made_for_others() {
        List<String> first =
                IntStream.range(0, 1_000).mapToObj(i -> clean("name-" + i)).toList();
        long stayed = IntStream.range(0, 1_000)
                .filter(i -> clean("name-" + i) == first.get(i))
                .count();
        assertThat(stayed).isGreaterThan(800);
    }

    @Test
    void take_no_more_room_however_many_there_are() {
        for (int i = 0; i < 20 * RepeatedTexts.PLACES; i++) {
            clean("name-" + i);
        }
        assertThat(texts.size()).isBetween(RepeatedTexts.PLACES * 9 / 10, RepeatedTexts.PLACES);
    }

    @Test
    void are_kept_when_they_are_short_only() {
        String longest = "x".repeat(RepeatedTexts.LONGEST);
        assertThat(clean(longest)).isSameAs(clean(longest));
        assertThat(clean(longest + "x")).isEqualTo(longest + "x").isNotSameAs(clean(longest + "x"));
        assertThat(texts.size()).isOne();
    }

    @Test
    void are_not_texts_with_control_characters_and_not_malformed_ones() {
        assertThat(clean("a\nb")).isNull();
        assertThat(clean("abcdefghi\u007f")).isNull();
        assertThat(clean("a" + (char) 0x85)).isNull();
        assertThat(texts.clean(new byte[] {'a', (byte) 0xff}, 0, 2, 128)).isNull();
        assertThat(texts.size()).isZero();
    }

    @Test
    void are_as_long_as_is_allowed_counted_in_utf_16() {
        assertThat(texts.clean(bytes("ü".repeat(8)), 0, 16, 16)).isEqualTo("ü".repeat(8));
        assertThat(texts.clean(bytes("four"), 0, 4, 3)).isNull();
    }

    private String clean(String text) {
        byte[] bytes = bytes(text);
        return texts.clean(bytes, 0, bytes.length, 1_000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
