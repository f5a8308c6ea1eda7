// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

/** When an identity works, in its own local time. */
public enum Rhythm {
    /** Day and night, with a gentle wave. */
    ALWAYS_ON(1.0, 3),
    /** Working hours, quieter over lunch. */
    OFFICE_HOURS(0.35, 3),
    /** One long run each night. */
    NIGHTLY(0.0, 1),
    /** A few tries a day, when its developer works. */
    NOW_AND_THEN(0.06, 3);

    private static final double WEEKEND_ACTIVITY = 0.4;
    private static final double WEEKEND_LEVEL = 0.75;
    private static final double USUAL_LEVEL = 0.6;
    private static final int FIRST_OFFICE_HOUR = 8;
    private static final int LAST_OFFICE_HOUR = 18;

    private final double activity;
    private final int rushes;

    Rhythm(double activity, int rushes) {
        this.activity = activity;
        this.rushes = rushes;
    }

    /**
     * How likely a minute outside a rush is active.
     *
     * @param hour local hour of the day, 0 to 23
     */
    double activity(int hour, boolean weekend) {
        double likely =
                switch (this) {
                    case ALWAYS_ON -> activity;
                    case OFFICE_HOURS, NOW_AND_THEN -> officeHours(hour) * activity;
                    case NIGHTLY -> 0;
                };
        return weekend && this != ALWAYS_ON ? likely * WEEKEND_ACTIVITY : likely;
    }

    /** The usual level of an active minute outside a rush, as part of the daily peak. */
    double level(int hour, boolean weekend) {
        double wave = this == ALWAYS_ON ? 0.85 + 0.15 * StrictMath.sin((hour - 8) * StrictMath.PI / 12) : 1;
        return USUAL_LEVEL * wave * (weekend ? WEEKEND_LEVEL : 1);
    }

    /** The level of a minute within a rush, as part of the daily peak. */
    double rushLevel(boolean weekend) {
        return weekend && this != NIGHTLY ? WEEKEND_LEVEL : 1;
    }

    /** How many times a day the identity works at its peak: every day, so that each day's peak is like the others'. */
    int rushes() {
        return rushes;
    }

    /** How long a rush lasts, in minutes. */
    int rushMinutes(Dice dice) {
        return this == NIGHTLY ? 90 + dice.below(90) : 14;
    }

    /** Local hour of the day around which the rush of this number begins. */
    int rushHour(int number, Dice dice) {
        return switch (this) {
            case NIGHTLY -> 1 + dice.below(4);
            case ALWAYS_ON -> number * 8 + dice.below(6);
            case OFFICE_HOURS, NOW_AND_THEN -> FIRST_OFFICE_HOUR + 1 + number * 3 + dice.below(2);
        };
    }

    private static double officeHours(int hour) {
        if (hour < FIRST_OFFICE_HOUR || hour >= LAST_OFFICE_HOUR) {
            return 0;
        }
        return hour == 12 ? 0.5 : 1;
    }
}
