// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Usage events become what detection needs of them. */
public final class UsageTranslation {

    private static final int NANO_DIGITS = 9;
    private static final long UNKNOWN_COST = -1;

    private UsageTranslation() {}

    /**
     * What detection needs of an event.
     *
     * @param event an event that passed the rules for usage
     * @param position where it is in its log
     */
    public static Usage usage(UsageEvent event, Position position) {
        return new Usage(
                event.getEventId(),
                event.getOccurredAt().toEpochMilli(),
                event.getIdentityId(),
                event.getCredentialFingerprint(),
                event.getApplicationId(),
                event.getAgentId(),
                event.getModel(),
                event.getSource(),
                event.getRegion(),
                event.getInputTokens(),
                event.getOutputTokens(),
                event.getCacheReadTokens(),
                event.getRequestCount(),
                nanos(event.getCost()),
                event.getCurrency(),
                !event.getGatewayCacheHit(),
                result(event.getStatus()),
                position);
    }

    private static Result result(String status) {
        return switch (status) {
            case "ok" -> Result.SERVED;
            case "unauthorized", "forbidden", "not_found" -> Result.DENIED;
            default -> Result.FAILED;
        };
    }

    private static long nanos(@Nullable BigDecimal cost) {
        return cost == null ? UNKNOWN_COST : cost.movePointRight(NANO_DIGITS).longValue();
    }
}
