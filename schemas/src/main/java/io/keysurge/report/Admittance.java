// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RawKeyRules;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.usage.UsageRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Says whether a completed event may be sent: what the detector would refuse, and what must not leave the process. */
final class Admittance {

    private static final int COST_DIGITS = 9;

    private Admittance() {}

    /** The first rule that it breaks; raw credentials first, so that no other message can be about one. */
    static Optional<Refusal> check(UsageEvent event, Instant now) {
        return RawKeyRules.check(event)
                .or(() -> missing(event))
                .or(() -> cost(event.getCost()))
                .or(() -> UsageRules.check(event, now));
    }

    private static Optional<Refusal> missing(UsageEvent event) {
        for (Schema.Field field : event.getSchema().getFields()) {
            if (event.get(field.pos()) == null && !field.schema().isNullable()) {
                return Optional.of(new Refusal(
                        RefusalReason.CORRUPT_PAYLOAD, field.name(), "missing (expected: a value, always)"));
            }
        }
        return Optional.empty();
    }

    /** The contract would have to round it. */
    private static Optional<Refusal> cost(@Nullable BigDecimal cost) {
        return cost == null || cost.scale() <= COST_DIGITS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalReason.INVALID_COST,
                        "cost",
                        cost.scale() + " decimal places (expected: at most " + COST_DIGITS + ")"));
    }
}
