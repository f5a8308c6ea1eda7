// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordJsonLaws {

    static {
        Contracts.trust();
    }

    @Property
    void what_goes_out_comes_in_equal(@ForAll("events") UsageEvent event) throws InvalidRecordException {
        assertThat(RecordJson.read(RecordJson.write(event), UsageEvent.class)).isEqualTo(event);
    }

    @Property
    void what_came_in_goes_out_the_same_again(@ForAll("events") UsageEvent event) throws InvalidRecordException {
        String written = RecordJson.write(event);
        assertThat(RecordJson.write(RecordJson.read(written, UsageEvent.class))).isEqualTo(written);
    }

    @Property
    void any_text_is_a_record_or_refused(@ForAll String text) {
        try {
            assertThat(RecordJson.read(text, UsageEvent.class)).isNotNull();
        } catch (InvalidRecordException refused) {
            assertThat(refused.why()).contains("(expected: ").hasSizeLessThan(300);
        }
    }

    @Provide
    static Arbitrary<UsageEvent> events() {
        return Combinators.combine(who(), numbers()).as((who, numbers) -> {
            UsageEvent event = UsageEvent.newBuilder(who).build();
            event.setInputTokens(numbers.getInputTokens());
            event.setOutputTokens(numbers.getOutputTokens());
            event.setContextLength(numbers.getContextLength());
            event.setCost(numbers.getCost());
            event.setOccurredAt(numbers.getOccurredAt());
            event.setGatewayCacheHit(numbers.getGatewayCacheHit());
            return event;
        });
    }

    private static Arbitrary<UsageEvent> who() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20);
        return Combinators.combine(
                        text,
                        Arbitraries.of(IdentityKind.class),
                        text.injectNull(0.3),
                        text.list().ofMaxSize(3),
                        Arbitraries.maps(text, text).ofMaxSize(3))
                .as((name, kind, model, privileges, attributes) -> {
                    UsageEvent event = blank();
                    event.setEventId(name);
                    event.setIdentityId(name);
                    event.setIdentityKind(kind);
                    event.setModel(model);
                    event.setPrivileges(privileges);
                    event.setAttributes(attributes);
                    return event;
                });
    }

    private static Arbitrary<UsageEvent> numbers() {
        BigInteger most = BigInteger.TEN.pow(18).subtract(BigInteger.ONE);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs().injectNull(0.3),
                        Arbitraries.bigIntegers().between(most.negate(), most).injectNull(0.3),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false))
                .as((tokens, context, billionths, millis, cached) -> {
                    UsageEvent event = blank();
                    event.setInputTokens(tokens);
                    event.setOutputTokens(~tokens);
                    event.setContextLength(context);
                    event.setCost(billionths == null ? null : new BigDecimal(billionths, 9));
                    event.setOccurredAt(Instant.ofEpochMilli(millis));
                    event.setGatewayCacheHit(cached);
                    return event;
                });
    }

    private static UsageEvent blank() {
        return UsageEvent.newBuilder()
                .setEventId("")
                .setIdentityId("")
                .setOccurredAt(Instant.EPOCH)
                .setInputTokens(0)
                .setOutputTokens(0)
                .build();
    }
}
