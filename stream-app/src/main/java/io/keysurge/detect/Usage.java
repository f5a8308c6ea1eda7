// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What detection needs of one accepted usage event.
 *
 * @param eventId unique per event, kept over a producer's retries
 * @param occurredAt event time, milliseconds since 1970
 * @param identityId who consumed
 * @param credential fingerprint of the credential in use
 * @param application who called; null when the producer does not know
 * @param agent the agent on whose behalf it was; null when the producer does not know
 * @param model the model asked; null when the producer does not know
 * @param network the network that the call came from; null when the producer does not know
 * @param region the region that the call came from; null when the producer does not know
 * @param environment where it was used; null when the producer does not know
 * @param operation what was asked for, such as chat; null when the producer does not know
 * @param dataClassification class of the data in the call; null when the producer does not know
 * @param inputTokens tokens sent, 0 or more
 * @param outputTokens tokens produced, 0 or more
 * @param cachedTokens tokens of those sent that the provider had in its cache, 0 to {@code inputTokens}
 * @param calls calls that the event stands for, 1 or more
 * @param costNanos cost in billionths of currency; negative when not known
 * @param currency ISO 4217 code of the cost
 * @param consumed false when a gateway answered from its own cache: such tokens do not count
 * @param result what became of the calls
 * @param position where the event is in its log
 */
public record Usage(
        String eventId,
        long occurredAt,
        String identityId,
        @Nullable String credential,
        @Nullable String application,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String network,
        @Nullable String region,
        @Nullable String environment,
        @Nullable String operation,
        @Nullable String dataClassification,
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        long calls,
        long costNanos,
        @Nullable String currency,
        boolean consumed,
        Result result,
        Position position) {

    /** Usage of which the producer knows neither the environment nor the operation nor the class of data. */
    public Usage(
            String eventId,
            long occurredAt,
            String identityId,
            @Nullable String credential,
            @Nullable String application,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String network,
            @Nullable String region,
            long inputTokens,
            long outputTokens,
            long cachedTokens,
            long calls,
            long costNanos,
            @Nullable String currency,
            boolean consumed,
            Result result,
            Position position) {
        this(
                eventId,
                occurredAt,
                identityId,
                credential,
                application,
                agent,
                model,
                network,
                region,
                null,
                null,
                null,
                inputTokens,
                outputTokens,
                cachedTokens,
                calls,
                costNanos,
                currency,
                consumed,
                result,
                position);
    }

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** What became of a call. */
    public enum Result {
        /** It was answered. */
        SERVED,
        /** The credential, or what it asked for, was refused: unauthorised, forbidden, not found. */
        DENIED,
        /** It failed otherwise: rate limited, invalid, an error of the provider. */
        FAILED
    }

    /** Minutes since 1970 of the event time. */
    public long minute() {
        return occurredAt / MILLIS_PER_MINUTE;
    }

    /** Tokens that count: input and output, or none for a gateway's cache hit. */
    public long tokens() {
        return consumed ? inputTokens + outputTokens : 0;
    }

    /** Calls that count towards the pace: those that were served, and not from a gateway's own cache. */
    public long countedCalls() {
        return consumed && result == Result.SERVED ? calls : 0;
    }

    /** Calls that were denied or failed. */
    public long refusedCalls() {
        return result == Result.SERVED ? 0 : calls;
    }

    /** True when the credential, or what it asked for, was refused. */
    public boolean isDenied() {
        return result == Result.DENIED;
    }

    /** True when it was answered. */
    public boolean isServed() {
        return result == Result.SERVED;
    }
}
