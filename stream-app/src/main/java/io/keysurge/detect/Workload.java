// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What work an identity does: at which hours and on which days it calls, how much, how large, and of which models. The
 * past fades by half with each week. Mutable and owned by one thread; bounded whatever the input.
 */
final class Workload {

    static final int HOURS = 24;
    static final int DAYS = 7;

    /** What each day leaves of the days before: half within a week. */
    static final double FADING = 0.9057;

    /** How far behind its newest day a part may be and still teach. */
    private static final int MOST_DAYS_LATE = 1;
    /** Days of which it is known whether they were active. */
    private static final int KNOWN_DAYS = 14;

    private static final long NO_MODEL = RecentEvents.hash("");

    private final float[] byHour = new float[HOURS];
    private final float[] byWeekday = new float[DAYS];
    private NamedWeights models = new NamedWeights();
    private float calls;
    private float inputTokens;
    private float outputTokens;
    /** Tokens of the day under way, which is not over yet and so not like the others. */
    private float tokensToday;
    /** Tokens of the active days before, and how many of those there were. */
    private float tokensBefore;

    private float daysBefore;
    private long newestHour;
    /** The newest {@link #KNOWN_DAYS}, the newest in the lowest bit: whether they were active. */
    private int recentDays;

    /** Takes a part in; one that is too late or has no calls teaches nothing. */
    void add(HourPart part) {
        if (part.calls() == 0) {
            return;
        }
        long hour = part.hour();
        if (recentDays == 0) {
            newestHour = hour;
        }
        advanceTo(hour);
        long daysLate = day() - part.day();
        if (daysLate > MOST_DAYS_LATE) {
            return;
        }
        byHour[(int) Math.floorMod(hour, (long) HOURS)] += part.calls();
        byWeekday[(int) Math.floorMod(part.day(), (long) DAYS)] += part.calls();
        models.add(part.model() == null ? NO_MODEL : RecentEvents.hash(part.model()), part.calls());
        calls += part.calls();
        inputTokens += part.inputTokens();
        outputTokens += part.outputTokens();
        tokensToday += part.tokens();
        recentDays |= 1 << (int) daysLate;
    }

    private void advanceTo(long hour) {
        long hours = hour - newestHour;
        if (hours <= 0) {
            return;
        }
        long days = Math.floorDiv(hour, HOURS) - day();
        newestHour = hour;
        if (days > 0) {
            tokensBefore += tokensToday;
            daysBefore++;
            tokensToday = 0;
            recentDays = days >= KNOWN_DAYS ? 0 : recentDays << days & (1 << KNOWN_DAYS) - 1;
            fade((float) StrictMath.pow(FADING, (double) days));
        }
    }

    private void fade(float factor) {
        for (int i = 0; i < HOURS; i++) {
            byHour[i] *= factor;
        }
        for (int i = 0; i < DAYS; i++) {
            byWeekday[i] *= factor;
        }
        models.fade(factor);
        calls *= factor;
        inputTokens *= factor;
        outputTokens *= factor;
        tokensBefore *= factor;
        daysBefore *= factor;
    }

    /** The newest hour with calls, since 1970. */
    long newestHour() {
        return newestHour;
    }

    /** The day of that hour. */
    private long day() {
        return Math.floorDiv(newestHour, HOURS);
    }

    /** On how many of the last fortnight's days it worked. */
    int activeDays() {
        return Integer.bitCount(recentDays);
    }

    /** The part of its calls that falls to an hour of the day, 0 to 1. */
    double hourPart(int hour) {
        return part(byHour, hour);
    }

    /** The part of its calls that falls to a day of the week, 0 to 1. */
    double weekdayPart(int day) {
        return part(byWeekday, day);
    }

    NamedWeights models() {
        return models;
    }

    /** Tokens sent with a call, as a natural logarithm. */
    double inputPerCall() {
        return Ln.of(1 + inputTokens / Math.max(Float.MIN_NORMAL, calls));
    }

    /** Tokens produced by a call, likewise. */
    double outputPerCall() {
        return Ln.of(1 + outputTokens / Math.max(Float.MIN_NORMAL, calls));
    }

    /** Tokens of an active day that is over, likewise. */
    double tokensPerDay() {
        return Ln.of(1 + tokensBefore / Math.max(Float.MIN_NORMAL, daysBefore));
    }

    private static double part(float[] values, int place) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum > 0 ? values[place] / sum : 0;
    }

    void write(StateWriter out) {
        out.number(newestHour);
        out.number(recentDays);
        out.single(calls);
        out.single(inputTokens);
        out.single(outputTokens);
        out.single(tokensToday);
        out.single(tokensBefore);
        out.single(daysBefore);
        for (float value : byHour) {
            out.single(value);
        }
        for (float value : byWeekday) {
            out.single(value);
        }
        models.write(out);
    }

    static Workload read(StateReader in) {
        var workload = new Workload();
        workload.newestHour = in.number();
        workload.recentDays = in.count();
        workload.calls = in.single();
        workload.inputTokens = in.single();
        workload.outputTokens = in.single();
        workload.tokensToday = in.single();
        workload.tokensBefore = in.single();
        workload.daysBefore = in.single();
        for (int i = 0; i < HOURS; i++) {
            workload.byHour[i] = in.single();
        }
        for (int i = 0; i < DAYS; i++) {
            workload.byWeekday[i] = in.single();
        }
        workload.models = NamedWeights.read(in);
        return workload;
    }
}
