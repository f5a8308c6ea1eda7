// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import io.keysurge.prices.PriceTable;
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
        return usage(slots(event), position, PriceTable.NONE);
    }

    /** The {@link UsageSlots} of an event that passed the rules for usage. */
    public static Slots slots(UsageEvent event) {
        Slots slots = UsageSlots.empty();
        slots.text(UsageSlots.EVENT_ID, event.getEventId());
        slots.text(UsageSlots.IDENTITY_ID, event.getIdentityId());
        slots.text(UsageSlots.CREDENTIAL, event.getCredentialFingerprint());
        slots.text(UsageSlots.APPLICATION, event.getApplicationId());
        slots.text(UsageSlots.AGENT, event.getAgentId());
        slots.text(UsageSlots.MODEL, event.getModel());
        slots.text(UsageSlots.SOURCE, event.getSource());
        slots.text(UsageSlots.REGION, event.getRegion());
        slots.text(UsageSlots.OPERATION, event.getOperation());
        slots.text(UsageSlots.DATA_CLASSIFICATION, event.getDataClassification());
        slots.text(UsageSlots.CURRENCY, event.getCurrency());
        slots.text(UsageSlots.STATUS, event.getStatus());
        slots.text(UsageSlots.KIND, event.getIdentityKind().name());
        slots.text(UsageSlots.ENVIRONMENT, event.getEnvironment());
        slots.text(UsageSlots.BUSINESS_UNIT, event.getBusinessUnit());
        slots.text(UsageSlots.OWNER, event.getOwner());
        slots.text(UsageSlots.PRODUCER, event.getProducer());
        slots.number(UsageSlots.OCCURRED_AT, event.getOccurredAt().toEpochMilli());
        slots.number(UsageSlots.INPUT_TOKENS, event.getInputTokens());
        slots.number(UsageSlots.OUTPUT_TOKENS, event.getOutputTokens());
        slots.number(UsageSlots.CACHE_READ_TOKENS, event.getCacheReadTokens());
        slots.number(UsageSlots.CACHE_WRITE_TOKENS, event.getCacheWriteTokens());
        slots.number(UsageSlots.REASONING_TOKENS, event.getReasoningTokens());
        slots.number(UsageSlots.REQUEST_COUNT, event.getRequestCount());
        slots.number(UsageSlots.COST_NANOS, nanos(event.getCost()));
        slots.number(UsageSlots.GATEWAY_CACHE_HIT, event.getGatewayCacheHit() ? 1 : 0);
        return slots;
    }

    /**
     * What detection needs of an event, from {@link UsageSlots}.
     *
     * @param slots filled from an event that passed the rules for usage
     * @param position where it is in its log
     * @param prices what it costs where the producer does not say
     */
    public static Usage usage(Slots slots, Position position, PriceTable prices) {
        long cost = slots.number(UsageSlots.COST_NANOS);
        boolean stated = cost >= 0;
        if (!stated) {
            cost = cost(slots, prices);
        }
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
                slots.text(UsageSlots.OPERATION),
                slots.text(UsageSlots.DATA_CLASSIFICATION),
                slots.number(UsageSlots.INPUT_TOKENS),
                slots.number(UsageSlots.OUTPUT_TOKENS),
                slots.number(UsageSlots.CACHE_READ_TOKENS),
                slots.number(UsageSlots.REQUEST_COUNT),
                cost,
                stated || cost < 0 ? slots.text(UsageSlots.CURRENCY) : prices.currency(),
                slots.number(UsageSlots.GATEWAY_CACHE_HIT) == 0,
                result(required(slots, UsageSlots.STATUS)),
                position);
    }

    private static long cost(Slots slots, PriceTable prices) {
        if (slots.number(UsageSlots.GATEWAY_CACHE_HIT) != 0) {
            return UsageSlots.UNKNOWN_COST;
        }
        return prices.costNanos(
                slots.text(UsageSlots.MODEL),
                slots.number(UsageSlots.OCCURRED_AT),
                slots.number(UsageSlots.INPUT_TOKENS),
                slots.number(UsageSlots.OUTPUT_TOKENS),
                slots.number(UsageSlots.CACHE_READ_TOKENS),
                slots.number(UsageSlots.CACHE_WRITE_TOKENS));
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
