// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A usage event with a raw key")
class RawKeyRulesTest {

    static {
        Contracts.trust();
    }

    private static final String KEY = "sk-abcdefghij123456";

    static List<String> textFields() {
        return UsageEvent.getClassSchema().getFields().stream()
                .filter(field -> isText(field.schema()))
                .map(Schema.Field::name)
                // Three capital letters: UsageRules sees to it.
                .filter(name -> !name.equals("currency"))
                .toList();
    }

    private static boolean isText(Schema schema) {
        return schema.getType() == Schema.Type.STRING
                || (schema.isUnion()
                        && schema.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.STRING));
    }

    @ParameterizedTest
    @MethodSource("textFields")
    void is_refused_whichever_text_field_it_stands_in(String field) {
        UsageEvent event = event();
        event.put(field, "key " + KEY);

        assertThat(RawKeyRules.check(event)).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(RefusalReason.RAW_CREDENTIAL);
            assertThat(refusal.field()).isEqualTo(field);
            assertThat(refusal.sentence()).doesNotContain("abcdefghij");
        });
    }

    @Test
    void is_refused_when_it_stands_in_a_list_or_a_map() {
        UsageEvent listed = event();
        listed.setPrivileges(List.of("read", KEY));
        UsageEvent mapped = event();
        mapped.setAttributes(Map.of("note", KEY));

        assertThat(RawKeyRules.check(listed).orElseThrow().field()).isEqualTo("privileges");
        assertThat(RawKeyRules.check(mapped).orElseThrow().field()).isEqualTo("attributes");
    }

    @Test
    void differs_from_one_with_a_fingerprint() {
        UsageEvent event = event();
        event.setCredentialFingerprint("88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b");

        assertThat(RawKeyRules.check(event)).isEmpty();
    }

    private static UsageEvent event() {
        return UsageEvent.newBuilder()
                .setEventId("e-1")
                .setOccurredAt(Instant.parse("2026-03-01T12:00:00Z"))
                .setIdentityId("svc-a")
                .setInputTokens(1)
                .setOutputTokens(1)
                .build();
    }
}
