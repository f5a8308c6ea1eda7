// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round values and times at which an axis is labelled. */
final class Ticks {

    private static final int MOST_VALUES = 5;
    private static final int MOST_TIMES = 9;
    private static final int MINUTES_PER_DAY = 1440;
    private static final int[] TIME_STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 14 * 1440, 28 * 1440, 56 * 1440
    };
    private static final int[] LEADING_DIGITS = {1, 2, 5, 10};
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final String[] SCALES = {"", " k", " M", " G", " T", " P"};

    private Ticks() {}

    /** Round values from one to another. */
    static List<Double> values(double low, double high) {
        double step = step((high - low) / MOST_VALUES);
        List<Double> values = new ArrayList<>();
        for (double k = Math.ceil(low / step); k * step <= high; k++) {
            values.add(k * step);
        }
        return values;
    }

    /** Round times from one to another. */
    static List<Double> times(double from, double to) {
        int step = TIME_STEPS[TIME_STEPS.length - 1];
        for (int i = TIME_STEPS.length - 1; i >= 0 && (to - from) / TIME_STEPS[i] <= MOST_TIMES; i--) {
            step = TIME_STEPS[i];
        }
        List<Double> times = new ArrayList<>();
        for (double k = Math.ceil(from / step); k * step <= to; k++) {
            times.add(k * step);
        }
        return times;
    }

    /** A time of day; at midnight the day. */
    static String time(double minute) {
        long whole = (long) minute;
        LocalDateTime when = LocalDateTime.ofEpochSecond(whole * 60, 0, ZoneOffset.UTC);
        return whole % MINUTES_PER_DAY == 0 ? DAY.format(when) : HOUR.format(when);
    }

    /** A value in few characters: 1.5 M. */
    static String value(double value) {
        double left = value;
        int scale = 0;
        while (Math.abs(left) >= 1_000 && scale + 1 < SCALES.length) {
            left /= 1_000;
            scale++;
        }
        double fine = Math.abs(left) < 10 ? 100 : Math.abs(left) < 100 ? 10 : 1;
        double rounded = Math.rint(left * fine) / fine;
        String number = rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
        return number + SCALES[scale];
    }

    /** The least of 1, 2 or 5 times a power of ten that is not below. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int digit : LEADING_DIGITS) {
            if (digit * power >= least) {
                return digit * power;
            }
        }
        return 10 * power;
    }
}
