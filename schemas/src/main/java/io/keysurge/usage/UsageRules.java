// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a decoded usage event can be counted.
 *
 * <p>Event time is checked here, before anything uses it: one bad clock must not stop the detector or move time for
 * anybody else. "Ahead" is measured against the broker's append time, so a replay judges as the live run did.
 */
public final class UsageRules {

    /** How far ahead of the append time an event may be dated. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    /** Earliest acceptable event time. */
    public static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    /** Largest acceptable token count of one event. */
    public static final long MAX_TOKENS = 1_000_000_000_000L;
    /** Largest acceptable request_count of one event. */
    public static final long MAX_REQUESTS = 1_000_000_000L;
    /** Longest acceptable identity, application, model and other name. */
    public static final int MAX_NAME = 128;
    /** Longest acceptable event id. */
    public static final int MAX_EVENT_ID = 256;

    /** Most privileges of one identity: an alert has to hold them all. */
    public static final int MAX_PRIVILEGES = 256;
    /** First cost that the contract's decimal does not hold. */
    public static final BigDecimal TOO_COSTLY = BigDecimal.valueOf(1_000_000_000L);

    /** Nine digits before the point and nine after fit into 60 bits; what decodes to more never came from a contract. */
    private static final int MOST_COST_BITS = 64;

    /** Milliseconds beyond this are past the year 5000: a clock in micro- or nanoseconds. */
    private static final long LATEST_PLAUSIBLE_MILLIS = 100_000_000_000_000L;

    private static final long EARLIEST_PLAUSIBLE_SECONDS = EARLIEST.getEpochSecond();
    private static final long EARLIEST_MILLIS = EARLIEST.toEpochMilli();
    private static final long MAX_AHEAD_MILLIS = MAX_AHEAD.toMillis();

    private UsageRules() {}

    /**
     * Checks one event against every rule.
     *
     * @param event the decoded event
     * @param appendTime when the broker appended it, or now where there is no broker
     * @return the first rule it breaks, or empty when it can be counted
     */
    public static Optional<Refusal> check(UsageEvent event, Instant appendTime) {
        return first(
                text(event.getEventId(), "event_id", MAX_EVENT_ID, RefusalReason.INVALID_EVENT_ID),
                text(event.getIdentityId(), "identity_id", MAX_NAME, RefusalReason.INVALID_IDENTITY),
                occurred(event.getOccurredAt().toEpochMilli(), appendTime.toEpochMilli()),
                name(event.getApplicationId(), "application_id"),
                name(event.getAgentId(), "agent_id"),
                name(event.getModel(), "model"),
                name(event.getRegion(), "region"),
                name(event.getSource(), "source"),
                name(event.getCredentialFingerprint(), "credential_fingerprint"),
                IdentityRules.description(event.getOperation(), "operation"),
                IdentityRules.description(event.getEnvironment(), "environment"),
                IdentityRules.description(event.getBusinessUnit(), "business_unit"),
                IdentityRules.description(event.getOwner(), "owner"),
                IdentityRules.description(event.getDataClassification(), "data_classification"),
                IdentityRules.description(event.getProducer(), "producer"),
                IdentityRules.descriptions(event.getPrivileges(), "privileges", MAX_PRIVILEGES),
                count(event.getInputTokens(), "input_tokens", MAX_TOKENS),
                count(event.getOutputTokens(), "output_tokens", MAX_TOKENS),
                part(event.getCacheReadTokens(), "cache_read_tokens", event.getInputTokens(), "input_tokens"),
                part(event.getCacheWriteTokens(), "cache_write_tokens", event.getInputTokens(), "input_tokens"),
                part(event.getReasoningTokens(), "reasoning_tokens", event.getOutputTokens(), "output_tokens"),
                contextLength(event.getContextLength()),
                requests(event.getRequestCount()),
                cost(event.getCost(), event.getCurrency()));
    }

    /**
     * Checks when and how much alone, by the rules of {@link #check}; for a reader that has no event.
     *
     * @param contextLength 0 when not known
     * @return true when no rule about them is broken
     */
    public static boolean isPlausible(
            long occurredAt,
            long appendTime,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long contextLength,
            long requestCount) {
        return occurred(occurredAt, appendTime) == null
                && count(inputTokens, "input_tokens", MAX_TOKENS) == null
                && count(outputTokens, "output_tokens", MAX_TOKENS) == null
                && part(cacheReadTokens, "cache_read_tokens", inputTokens, "input_tokens") == null
                && part(cacheWriteTokens, "cache_write_tokens", inputTokens, "input_tokens") == null
                && part(reasoningTokens, "reasoning_tokens", outputTokens, "output_tokens") == null
                && count(contextLength, "context_length", MAX_TOKENS) == null
                && requests(requestCount) == null;
    }

    private static Optional<Refusal> first(@Nullable Refusal... refusals) {
        for (Refusal refusal : refusals) {
            if (refusal != null) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Refusal occurred(long millis, long appendMillis) {
        if (millis > LATEST_PLAUSIBLE_MILLIS) {
            return new Refusal(
                    RefusalReason.OCCURRED_NOT_MILLISECONDS,
                    "occurred_at",
                    millis + " looks like micro- or nanoseconds (expected: milliseconds)");
        }
        if (millis < EARLIEST_MILLIS) {
            String hint = millis >= EARLIEST_PLAUSIBLE_SECONDS ? " looks like seconds" : "";
            return new Refusal(
                    RefusalReason.OCCURRED_TOO_EARLY,
                    "occurred_at",
                    millis + hint + " (expected: " + EARLIEST + " or later, in milliseconds)");
        }
        if (millis > appendMillis + MAX_AHEAD_MILLIS) {
            Duration ahead = Duration.ofMillis(millis - appendMillis);
            return new Refusal(
                    RefusalReason.OCCURRED_IN_FUTURE,
                    "occurred_at",
                    Instant.ofEpochMilli(millis) + " is " + ahead + " ahead of the append time (expected: at most "
                            + MAX_AHEAD + ")");
        }
        return null;
    }

    private static @Nullable Refusal name(@Nullable String value, String field) {
        return value == null ? null : text(value, field, MAX_NAME, RefusalReason.INVALID_NAME);
    }

    static @Nullable Refusal text(String value, String field, int longest, RefusalReason reason) {
        if (value.isEmpty() || value.length() > longest) {
            return new Refusal(reason, field, value.length() + " characters (expected: 1 to " + longest + ")");
        }
        if (hasControlCharacter(value)) {
            return new Refusal(reason, field, "has control characters (expected: none)");
        }
        return null;
    }

    static boolean hasControlCharacter(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Refusal count(long value, String field, long most) {
        if (value < 0) {
            return new Refusal(RefusalReason.NEGATIVE_COUNT, field, value + " (expected: >= 0)");
        }
        if (value > most) {
            return new Refusal(RefusalReason.EXCESSIVE_COUNT, field, value + " (expected: <= " + most + ")");
        }
        return null;
    }

    private static @Nullable Refusal part(long part, String field, long whole, String wholeField) {
        Refusal refusal = count(part, field, MAX_TOKENS);
        if (refusal == null && part > whole) {
            return new Refusal(
                    RefusalReason.PART_EXCEEDS_WHOLE,
                    field,
                    part + " (expected: <= " + wholeField + ", " + whole + ")");
        }
        return refusal;
    }

    private static @Nullable Refusal contextLength(@Nullable Long length) {
        return length == null ? null : count(length, "context_length", MAX_TOKENS);
    }

    private static @Nullable Refusal requests(long requests) {
        return requests == 0
                ? new Refusal(RefusalReason.NO_REQUESTS, "request_count", "0 (expected: >= 1)")
                : count(requests, "request_count", MAX_REQUESTS);
    }

    private static @Nullable Refusal cost(@Nullable BigDecimal cost, @Nullable String currency) {
        if (cost == null) {
            return null;
        }
        if (cost.signum() < 0) {
            return new Refusal(RefusalReason.INVALID_COST, "cost", "negative (expected: >= 0)");
        }
        // Bits first: a number of a hundred thousand digits takes seconds to compare or to print.
        if (cost.unscaledValue().bitLength() > MOST_COST_BITS || cost.compareTo(TOO_COSTLY) >= 0) {
            return new Refusal(RefusalReason.INVALID_COST, "cost", "too large (expected: < " + TOO_COSTLY + ")");
        }
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            return new Refusal(
                    RefusalReason.INVALID_COST,
                    "currency",
                    "missing or not three capital letters (expected: ISO 4217)");
        }
        return null;
    }
}
