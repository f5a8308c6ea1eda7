// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerdes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was consumed, added up by hour and account without a bound: from events, or from roll-ups. */
final class SpendTotals {

    private static final int NANO_DIGITS = 9;

    private final Map<String, List<BigInteger>> totals = new TreeMap<>();

    Map<String, List<BigInteger>> totals() {
        return totals;
    }

    /** What the detector told: the last record of each key. */
    static Map<String, List<BigInteger>> told(Installation installation) {
        Map<String, SpendRollup> newest = new TreeMap<>();
        try (var serde = AvroSerdes.forValues(SpendRollup.class, installation.clientSettings())) {
            for (var told : installation.records(installation.topics.spend().name())) {
                newest.put(
                        new String(told.key(), StandardCharsets.UTF_8),
                        serde.deserializer().deserialize(told.topic(), told.value()));
            }
        }
        var totals = new SpendTotals();
        newest.values().forEach(totals::add);
        return totals.totals();
    }

    /** Where two totals differ; empty when they do not. */
    static List<String> differences(Map<String, List<BigInteger>> told, Map<String, List<BigInteger>> counted) {
        Set<String> keys = new TreeSet<>(told.keySet());
        keys.addAll(counted.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(told.get(key), counted.get(key)))
                .map(key -> key + ": told " + told.get(key) + ", counted " + counted.get(key))
                .toList();
    }

    /**
     * Waits until what is told is what was counted: a detector that was killed leaves a transaction open, behind which
     * nobody reads until the broker ends it.
     */
    static void awaitTold(Installation installation, Map<String, List<BigInteger>> counted) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(differences(told(installation), counted)).isEmpty());
    }

    void add(UsageEvent event) {
        if (event.getGatewayCacheHit()) {
            return;
        }
        add(
                List.of(
                        event.getOccurredAt().truncatedTo(ChronoUnit.HOURS),
                        event.getIdentityId(),
                        text(event.getBusinessUnit()),
                        text(event.getOwner()),
                        text(event.getEnvironment()),
                        text(event.getApplicationId()),
                        text(event.getAgentId()),
                        text(event.getModel()),
                        text(event.getCost() == null ? null : event.getCurrency())),
                event.getRequestCount(),
                event.getInputTokens(),
                event.getOutputTokens(),
                event.getCacheReadTokens(),
                event.getCacheWriteTokens(),
                event.getReasoningTokens(),
                nanos(event.getCost()));
    }

    private void add(SpendRollup rollup) {
        Instant hour = rollup.getHour();
        add(
                List.of(
                        hour,
                        rollup.getIdentityId(),
                        text(rollup.getBusinessUnit()),
                        text(rollup.getOwner()),
                        text(rollup.getEnvironment()),
                        text(rollup.getApplicationId()),
                        text(rollup.getAgentId()),
                        text(rollup.getModel()),
                        text(rollup.getCurrency())),
                rollup.getCalls(),
                rollup.getInputTokens(),
                rollup.getOutputTokens(),
                rollup.getCacheReadTokens(),
                rollup.getCacheWriteTokens(),
                rollup.getReasoningTokens(),
                nanos(rollup.getCost()));
    }

    private void add(List<?> key, long... amounts) {
        List<BigInteger> sums = totals.computeIfAbsent(key.toString(), first -> {
            List<BigInteger> zeros = new ArrayList<>();
            for (int i = 0; i < amounts.length; i++) {
                zeros.add(BigInteger.ZERO);
            }
            return zeros;
        });
        for (int i = 0; i < amounts.length; i++) {
            sums.set(i, sums.get(i).add(BigInteger.valueOf(amounts[i])));
        }
    }

    private static long nanos(@Nullable BigDecimal cost) {
        return cost == null ? 0 : cost.movePointRight(NANO_DIGITS).longValueExact();
    }

    private static String text(@Nullable String name) {
        return name == null ? "-" : name;
    }
}
