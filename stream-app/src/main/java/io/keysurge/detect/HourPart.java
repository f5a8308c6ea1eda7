// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What an identity consumed more in an hour, since the last part told of it: of one application, model and environment.
 * There may be several of an hour, and they may come a little out of order.
 *
 * @param identityId who consumed
 * @param hour hours since 1970
 * @param application who called; null when the producer does not know
 * @param model the model asked; null when the producer does not know
 * @param environment where it was used; null when nobody knows
 * @param calls calls, 0 or more
 * @param inputTokens tokens sent, 0 or more
 * @param outputTokens tokens produced, 0 or more
 * @param costNanos cost in billionths of currency; negative when not known
 * @param currency ISO 4217 code of the cost
 * @param position where the newest of the events is in its log
 */
public record HourPart(
        String identityId,
        long hour,
        @Nullable String application,
        @Nullable String model,
        @Nullable String environment,
        long calls,
        long inputTokens,
        long outputTokens,
        long costNanos,
        @Nullable String currency,
        Position position)
        implements GroupPart {

    static final int HOURS_PER_DAY = 24;
    static final long MILLIS_PER_HOUR = 3_600_000;

    private static final int MINUTES_PER_HOUR = 60;

    /** Tokens sent and produced. */
    public long tokens() {
        return MinuteRing.saturatingAdd(inputTokens, outputTokens);
    }

    /** Days since 1970. */
    long day() {
        return Math.floorDiv(hour, HOURS_PER_DAY);
    }

    /** Minutes since 1970 with which the hour begins. */
    long minute() {
        return hour * MINUTES_PER_HOUR;
    }

    /** Event time of the hour's beginning, milliseconds since 1970. */
    long raisedAt() {
        return hour * MILLIS_PER_HOUR;
    }

    /** A group's view of the part: it is told by the hour, so that its event has no id but where it is. */
    Usage usage(String group) {
        String event = position.topic() + "-" + position.partition() + "@" + position.offset();
        return GroupFinding.usage(event, raisedAt(), group, false, position);
    }

    /** Takes it apart; {@link #read} puts it together again. */
    public void write(StateWriter out) {
        out.text(identityId);
        out.number(hour);
        out.text(application);
        out.text(model);
        out.text(environment);
        out.number(calls);
        out.number(inputTokens);
        out.number(outputTokens);
        out.number(costNanos);
        out.text(currency);
        out.text(position.topic());
        out.number(position.partition());
        out.number(position.offset());
    }

    /** Puts it together. */
    public static HourPart read(StateReader in) {
        return new HourPart(
                in.name(),
                in.number(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.text(),
                new Position(in.name(), in.count(), in.number()));
    }
}
