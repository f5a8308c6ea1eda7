// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import static java.util.Map.entry;

import io.keysurge.contract.UsageEvent;
import io.keysurge.wording.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a usage event carries what looks like a credential itself, which is to be refused before it is written
 * anywhere: topics are read by many, and kept.
 */
public final class RawKeyRules {

    private static final List<Map.Entry<String, Function<UsageEvent, @Nullable String>>> TEXTS = List.of(
            entry("event_id", UsageEvent::getEventId),
            entry("identity_id", UsageEvent::getIdentityId),
            entry("credential_fingerprint", UsageEvent::getCredentialFingerprint),
            entry("application_id", UsageEvent::getApplicationId),
            entry("workload_id", UsageEvent::getWorkloadId),
            entry("agent_id", UsageEvent::getAgentId),
            entry("conversation_id", UsageEvent::getConversationId),
            entry("operation", UsageEvent::getOperation),
            entry("provider", UsageEvent::getProvider),
            entry("model", UsageEvent::getModel),
            entry("region", UsageEvent::getRegion),
            entry("source", UsageEvent::getSource),
            entry("user_agent", UsageEvent::getUserAgent),
            entry("environment", UsageEvent::getEnvironment),
            entry("business_unit", UsageEvent::getBusinessUnit),
            entry("owner", UsageEvent::getOwner),
            entry("data_classification", UsageEvent::getDataClassification),
            entry("status", UsageEvent::getStatus),
            entry("producer", UsageEvent::getProducer));

    private RawKeyRules() {}

    /** The first text that looks like a credential; empty when none does. */
    public static Optional<Refusal> check(UsageEvent event) {
        for (Map.Entry<String, Function<UsageEvent, @Nullable String>> text : TEXTS) {
            if (isRaw(text.getValue().apply(event))) {
                return refusal(text.getKey());
            }
        }
        for (String privilege : event.getPrivileges()) {
            if (isRaw(privilege)) {
                return refusal("privileges");
            }
        }
        for (Map.Entry<String, String> attribute : event.getAttributes().entrySet()) {
            if (isRaw(attribute.getKey()) || isRaw(attribute.getValue())) {
                return refusal("attributes");
            }
        }
        return Optional.empty();
    }

    private static boolean isRaw(@Nullable String text) {
        return text != null && Redaction.findsSecret(text);
    }

    private static Optional<Refusal> refusal(String field) {
        return Optional.of(new Refusal(
                RefusalReason.RAW_CREDENTIAL, field, "looks like a credential itself (expected: none, anywhere)"));
    }
}
