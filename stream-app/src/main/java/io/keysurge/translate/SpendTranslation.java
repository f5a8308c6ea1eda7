// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.SpendRollup;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Position;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.HourOfSpend;
import io.keysurge.rollup.HourOfSpend.Sums;
import io.keysurge.rollup.HourOfSpend.WithoutCost;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hours of spend become roll-ups. */
public final class SpendTranslation {

    private static final int NANO_DIGITS = 9;
    private static final long UNKNOWN_COST = -1;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SpendTranslation() {}

    /** The roll-up of one hour. */
    public static SpendRollup rollup(String identityId, HourOfSpend hour) {
        Account account = hour.account();
        Sums sums = hour.sums();
        WithoutCost without = sums.withoutCost();
        boolean priced = account.currency() != null;
        return SpendRollup.newBuilder()
                .setHour(start(hour))
                .setBusinessUnit(account.businessUnit())
                .setOwner(account.owner())
                .setIdentityId(identityId)
                .setApplicationId(account.application())
                .setAgentId(account.agent())
                .setModel(account.model())
                .setEnvironment(account.environment())
                .setCalls(sums.calls())
                .setInputTokens(sums.inputTokens())
                .setOutputTokens(sums.outputTokens())
                .setCacheReadTokens(sums.cacheReadTokens())
                .setCacheWriteTokens(sums.cacheWriteTokens())
                .setReasoningTokens(sums.reasoningTokens())
                .setCost(priced ? amount(sums.costNanos()) : null)
                .setCurrency(account.currency())
                .setStatedCost(sums.statedCalls() > 0 ? amount(sums.statedNanos()) : null)
                .setPriceTable(account.prices())
                .setInputTokensWithoutCost(without.inputTokens())
                .setOutputTokensWithoutCost(without.outputTokens())
                .setCacheReadTokensWithoutCost(without.cacheReadTokens())
                .setCacheWriteTokensWithoutCost(without.cacheWriteTokens())
                .setPart(hour.part())
                .build();
    }

    /** The record key of a roll-up: nothing else has it. */
    public static String key(String identityId, HourOfSpend hour) {
        Account account = hour.account();
        return String.join(
                "/",
                escaped(account.businessUnit()),
                escaped(identityId),
                escaped(account.model()),
                HOUR.format(start(hour)),
                hour.part());
    }

    /**
     * What is new of one hour, as who watches groups takes it.
     *
     * @param usageTopic where the events of the hour are
     */
    public static HourPart part(String identityId, HourOfSpend hour, String usageTopic) {
        Account account = hour.account();
        return new HourPart(
                identityId,
                hour.hour(),
                account.application(),
                account.model(),
                account.environment(),
                hour.added().calls(),
                hour.added().inputTokens(),
                hour.added().outputTokens(),
                account.currency() == null ? UNKNOWN_COST : hour.added().costNanos(),
                account.currency(),
                new Position(usageTopic, hour.partition(), hour.firstOffset()));
    }

    private static Instant start(HourOfSpend hour) {
        return Instant.EPOCH.plus(hour.hour(), ChronoUnit.HOURS);
    }

    private static BigDecimal amount(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    /** Names may hold what the parts of a key are joined with. */
    private static String escaped(@Nullable String name) {
        return name == null ? "" : name.replace("%", "%25").replace("/", "%2F");
    }
}
