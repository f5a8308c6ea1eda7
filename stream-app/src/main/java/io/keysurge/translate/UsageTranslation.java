// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import io.keysurge.serde.positional.Slots;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Usage events become what detection needs of them. */
public final class UsageTranslation {

    private static final int NANO_DIGITS = 9;

    private UsageTranslation() {}

    /**
     * What detection needs of an event.
     *
     * @param event an event that passed the rules for usage
     * @param position where it is in its log
     */
    public static Usage usage(UsageEvent event, Position position) {
        Slots slots = UsageSlots.empty();
        slots.text(UsageSlots.EVENT_ID, event.getEventId());
        slots.text(UsageSlots.IDENTITY_ID, event.getIdentityId());
        slots.text(UsageSlots.CREDENTIAL, event.getCredentialFingerprint());
        slots.text(UsageSlots.APPLICATION, event.getApplicationId());
        slots.text(UsageSlots.AGENT, event.getAgentId());
        slots.text(UsageSlots.MODEL, event.getModel());
        slots.text(UsageSlots.SOURCE, event.getSource());
        slots.text(UsageSlots.REGION, event.getRegion());
        slots.text(UsageSlots.ENVIRONMENT, event.getEnvironment());
        slots.text(UsageSlots.CURRENCY, event.getCurrency());
        slots.text(UsageSlots.STATUS, event.getStatus());
        slots.number(UsageSlots.OCCURRED_AT, event.getOccurredAt().toEpochMilli());
        slots.number(UsageSlots.INPUT_TOKENS, event.getInputTokens());
        slots.number(UsageSlots.OUTPUT_TOKENS, event.getOutputTokens());
        slots.number(UsageSlots.CACHE_READ_TOKENS, event.getCacheReadTokens());
        slots.number(UsageSlots.REQUEST_COUNT, event.getRequestCount());
        slots.number(UsageSlots.COST_NANOS, nanos(event.getCost()));
        slots.number(UsageSlots.GATEWAY_CACHE_HIT, event.getGatewayCacheHit() ? 1 : 0);
        return usage(slots, position);
    }

    /**
     * What detection needs of an event, from {@link UsageSlots}.
     *
     * @param slots filled from an event that passed the rules for usage
     * @param position where it is in its log
     */
    public static Usage usage(Slots slots, Position position) {
        return new Usage(
                required(slots, UsageSlots.EVENT_ID),
                slots.number(UsageSlots.OCCURRED_AT),
                required(slots, UsageSlots.IDENTITY_ID),
                slots.text(UsageSlots.CREDENTIAL),
                slots.text(UsageSlots.APPLICATION),
                slots.text(UsageSlots.AGENT),
                slots.text(UsageSlots.MODEL),
                slots.text(UsageSlots.SOURCE),
                slots.text(UsageSlots.REGION),
                slots.text(UsageSlots.ENVIRONMENT),
                slots.number(UsageSlots.INPUT_TOKENS),
                slots.number(UsageSlots.OUTPUT_TOKENS),
                slots.number(UsageSlots.CACHE_READ_TOKENS),
                slots.number(UsageSlots.REQUEST_COUNT),
                slots.number(UsageSlots.COST_NANOS),
                slots.text(UsageSlots.CURRENCY),
                slots.number(UsageSlots.GATEWAY_CACHE_HIT) == 0,
                result(required(slots, UsageSlots.STATUS)),
                position);
    }

    /** What sort of identity an event is of, from {@link UsageSlots}. */
    public static String kind(Slots slots) {
        return required(slots, UsageSlots.KIND);
    }

    private static String required(Slots slots, int slot) {
        String text = slots.text(slot);
        if (text == null) {
            throw new IllegalArgumentException("slot " + slot + ": empty (expected: an event that passed the rules)");
        }
        return text;
    }

    private static Result result(String status) {
        return switch (status) {
            case "ok" -> Result.SERVED;
            case "unauthorized", "forbidden", "not_found" -> Result.DENIED;
            default -> Result.FAILED;
        };
    }

    private static long nanos(@Nullable BigDecimal cost) {
        return cost == null
                ? UsageSlots.UNKNOWN_COST
                : cost.movePointRight(NANO_DIGITS).longValue();
    }
}
