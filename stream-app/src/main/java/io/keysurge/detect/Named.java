// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** Something with a name that uses an identity, since when, until when, and how many tokens it took lately. */
abstract class Named {

    private static final int MINUTES_PER_HOUR = 60;

    private final String name;
    private long firstMinute;
    private long lastMinute;
    private long hour;
    private long hourTokens;
    private long previousHourTokens;

    Named(String name, long minute) {
        this.name = name;
        this.firstMinute = minute;
        this.lastMinute = minute;
        this.hour = minute / MINUTES_PER_HOUR;
    }

    /** As it was written; the first layout has the hour as it is. */
    Named(StateReader in, boolean firstLayout) {
        name = in.name();
        firstMinute = in.number();
        lastMinute = firstMinute + in.number();
        hour = firstLayout ? in.number() : lastMinute / MINUTES_PER_HOUR - in.number();
        hourTokens = in.number();
        previousHourTokens = in.number();
    }

    String name() {
        return name;
    }

    long firstMinute() {
        return firstMinute;
    }

    long lastMinute() {
        return lastMinute;
    }

    void use(long minute, long tokens) {
        firstMinute = Math.min(firstMinute, minute);
        lastMinute = Math.max(lastMinute, minute);
        turnTo(minute / MINUTES_PER_HOUR);
        if (minute / MINUTES_PER_HOUR == hour) {
            hourTokens = MinuteRing.saturatingAdd(hourTokens, tokens);
        } else if (minute / MINUTES_PER_HOUR == hour - 1) {
            previousHourTokens = MinuteRing.saturatingAdd(previousHourTokens, tokens);
        }
    }

    /** Tokens in the clock hour of a minute and in the one before. */
    long recentTokens(long minute) {
        long now = minute / MINUTES_PER_HOUR;
        if (hour == now) {
            return MinuteRing.saturatingAdd(hourTokens, previousHourTokens);
        }
        return hour == now - 1 ? hourTokens : 0;
    }

    private void turnTo(long to) {
        if (to > hour) {
            previousHourTokens = to == hour + 1 ? hourTokens : 0;
            hourTokens = 0;
            hour = to;
        }
    }

    void write(StateWriter out) {
        out.text(name);
        out.number(firstMinute);
        out.number(lastMinute - firstMinute);
        out.number(lastMinute / MINUTES_PER_HOUR - hour);
        out.number(hourTokens);
        out.number(previousHourTokens);
    }
}
