// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The receipt of a request")
class ReceiptTest {

    private static final String MEND = "; " + RefusalReason.INVALID_PAYLOAD.mend();

    @Test
    void tells_once_what_is_wrong_with_many_parts_alike() {
        assertThat(receipt(refused("spans[0].name", "none"), refused("spans[1].name", "none"))
                        .sentence())
                .isEqualTo("spans[0].name: none" + MEND + " (and 1 more like it)");
    }

    @Test
    void tells_every_kind_of_what_is_wrong() {
        assertThat(receipt(refused("spans[0].name", "none"), refused("spans[1].name", "12"))
                        .sentence())
                .isEqualTo("spans[0].name: none" + MEND + "; spans[1].name: 12" + MEND);
    }

    @Test
    void counts_what_it_does_not_tell() {
        List<Refused> all = new ArrayList<>(IntStream.range(0, 8)
                .mapToObj(kind -> refused("tokens", "-" + kind))
                .toList());
        all.add(refused("tokens", "-7"));

        assertThat(new Receipt(0, 0, all).sentence())
                .contains("tokens: -4")
                .doesNotContain("tokens: -5")
                .endsWith("; and 4 more");
    }

    @Test
    void says_nothing_where_nothing_is_wrong() {
        assertThat(receipt().sentence()).isEmpty();
    }

    private static Receipt receipt(Refused... refusals) {
        return new Receipt(0, 0, List.of(refusals));
    }

    private static Refused refused(String field, String detail) {
        return new Refused("", new Refusal(RefusalReason.INVALID_PAYLOAD, field, detail), "{}");
    }
}
