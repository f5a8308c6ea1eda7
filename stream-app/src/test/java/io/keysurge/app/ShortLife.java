// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Four days of an identity that does the same every few minutes, and ends with ten minutes of a hundred times as much.
 *
 * @param identity its id
 * @param end when the surge ends
 */
record ShortLife(String identity, Instant end) {

    static final String CREDENTIAL = "fp-short-life";

    private static final Duration LIFE = Duration.ofDays(4);
    private static final Duration SURGE = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofMinutes(3);
    private static final int USUAL_TOKENS = 1_000;
    private static final int SURGE_TOKENS = 50_000;

    ShortLife(String identity) {
        this(identity, Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    List<UsageEvent> usual() {
        List<UsageEvent> events = new ArrayList<>();
        for (Instant at = end.minus(LIFE); at.isBefore(surgeBegins()); at = at.plus(EVERY)) {
            events.add(event(at, USUAL_TOKENS));
        }
        return events;
    }

    List<UsageEvent> surge() {
        List<UsageEvent> events = new ArrayList<>();
        for (Instant at = surgeBegins(); at.isBefore(end); at = at.plusSeconds(5)) {
            events.add(event(at, SURGE_TOKENS));
        }
        return events;
    }

    /** What it consumes from an instant to another, both included. */
    long tokens(Instant from, Instant to) {
        return Stream.concat(usual().stream(), surge().stream())
                .filter(event -> !event.getOccurredAt().isBefore(from)
                        && !event.getOccurredAt().isAfter(to))
                .mapToLong(event -> event.getInputTokens() + event.getOutputTokens())
                .sum();
    }

    Instant surgeBegins() {
        return end.minus(SURGE);
    }

    private UsageEvent event(Instant at, int tokens) {
        return UsageEvent.newBuilder()
                .setEventId(identity + " " + at)
                .setOccurredAt(at)
                .setIdentityId(identity)
                .setCredentialFingerprint(CREDENTIAL)
                .setApplicationId("billing")
                .setModel("model-a")
                .setSource("AS64500")
                .setInputTokens(tokens - tokens / 5)
                .setOutputTokens(tokens / 5)
                .setCost(BigDecimal.valueOf(tokens, 9))
                .setCurrency("USD")
                .build();
    }
}
