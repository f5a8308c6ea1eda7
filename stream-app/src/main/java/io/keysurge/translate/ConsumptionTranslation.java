// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.detect.Usage;
import io.keysurge.rollup.Consumption;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.serde.positional.Slots;
import org.jspecify.annotations.Nullable;

/** Usage that counted becomes what books are kept of. */
public final class ConsumptionTranslation {

    private ConsumptionTranslation() {}

    /**
     * For whom, and by what, an event consumed. The registry wins, field by field; what neither it nor the event says is
     * null.
     *
     * @param registered what the registry says of the identity; null when it does not know it
     * @param usage what detection takes of the event
     * @param slots the event's {@link UsageSlots}
     * @param prices version of the price table that a cost comes from which the producer did not state
     */
    public static Account account(@Nullable IdentityFacts registered, Usage usage, Slots slots, String prices) {
        boolean priced = usage.costNanos() >= 0;
        boolean stated = slots.number(UsageSlots.COST_NANOS) >= 0;
        return new Account(
                known(registered == null ? null : registered.businessUnit(), slots, UsageSlots.BUSINESS_UNIT),
                known(registered == null ? null : registered.owner(), slots, UsageSlots.OWNER),
                known(registered == null ? null : registered.environment(), slots, UsageSlots.ENVIRONMENT),
                usage.application(),
                usage.agent(),
                usage.model(),
                priced ? usage.currency() : null,
                priced && !stated ? prices : null);
    }

    /**
     * What an event consumed.
     *
     * @param usage what detection takes of the event
     * @param slots the event's {@link UsageSlots}
     * @param account for whom and by what
     */
    public static Consumption consumption(Usage usage, Slots slots, Account account) {
        return new Consumption(
                usage.occurredAt(),
                account,
                usage.calls(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cachedTokens(),
                slots.number(UsageSlots.CACHE_WRITE_TOKENS),
                slots.number(UsageSlots.REASONING_TOKENS),
                usage.costNanos(),
                slots.number(UsageSlots.COST_NANOS) >= 0,
                usage.position().partition(),
                usage.position().offset());
    }

    /** A producer that says nothing in so many words says nothing. */
    private static @Nullable String known(@Nullable String registered, Slots slots, int slot) {
        if (registered != null) {
            return registered;
        }
        String said = slots.text(slot);
        return said == null || said.isEmpty() ? null : said;
    }
}
