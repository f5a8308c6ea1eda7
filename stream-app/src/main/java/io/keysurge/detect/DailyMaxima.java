// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * The largest value of one measure on each of the last {@value #DAYS} active days, and of the day that is under way.
 *
 * <p>What counts as usual is the week's largest, and it stays the same all day: a threshold that followed the day's
 * own growth would never see a ramp.
 */
final class DailyMaxima {

    static final int DAYS = 7;

    private final double[] days = new double[DAYS];
    private int count;
    private int next;
    private double today;

    /** Active days known, 0 to {@value #DAYS}. */
    int count() {
        return count;
    }

    /** The largest of the known days; 0 when there is none. */
    double largest() {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, days[i]);
        }
        return largest;
    }

    void observe(double value) {
        if (Double.isFinite(value)) {
            today = Math.max(today, value);
        }
    }

    /**
     * Ends an active day.
     *
     * @param cap the most that may be learned from one day, so that an attack does not become the new usual
     */
    void endDay(double cap) {
        days[next] = Math.min(today, cap);
        next = (next + 1) % DAYS;
        count = Math.min(count + 1, DAYS);
        today = 0;
    }

    void write(StateWriter out) {
        out.number(count);
        out.number(next);
        out.real(today);
        for (int i = 0; i < count; i++) {
            out.real(days[i]);
        }
    }

    static DailyMaxima read(StateReader in) {
        var maxima = new DailyMaxima();
        maxima.count = in.count();
        maxima.next = in.count();
        maxima.today = in.real();
        for (int i = 0; i < maxima.count; i++) {
            maxima.days[i] = in.real();
        }
        return maxima;
    }
}
