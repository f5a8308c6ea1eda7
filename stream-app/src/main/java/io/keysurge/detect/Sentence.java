// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What changed and against what, in words, for each kind of alert. */
final class Sentence {

    private static final double MINUTES_PER_DAY = 1440;
    private static final double MINUTES_PER_HOUR = 60;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3_600;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Sentence() {}

    static String about(Signal signal, Identity identity, int days) {
        return switch (signal.kind()) {
            case TOKEN_SPIKE -> signal.stranger() ? oddCalls(signal) : rate(signal, "Uses", days);
            case RAMP -> rate(signal, "Has grown to", days);
            case OFF_HOURS -> offHours(signal);
            case SHAPE_SHIFT -> shape(signal, days);
            case DORMANT_WOKE -> dormant(signal);
            case RUNAWAY_LOOP -> loop(signal);
            case FAN_OUT -> fanOut(signal, identity, days);
            case NEW_APPLICATION -> newApplication(signal, identity, days);
            case NEW_MODEL ->
                "Model " + signal.subject() + " was asked for the first time, refused or by a caller that does not"
                        + " introduce itself as this identity's own do";
            case NEW_ORIGIN -> newOrigin(signal, days);
            case FAIL_BURST -> failures(signal, days);
            case KEY_CHECKER -> amount(signal.observed()) + " identities' keys were tried by one source";
            case OFF_SCOPE -> offScope(String.valueOf(signal.subject()));
            case BUDGET_SOFT, BUDGET_HARD, BUDGET_FORECAST ->
                throw new IllegalStateException(signal.kind() + " (expected: a kind that has episodes)");
            case EXPOSED_KEY_USED -> exposed(signal, identity);
            case USE_AFTER_REVOCATION -> usedAfter(signal, identity);
            case DUPLICATED_AUTOMATION, SPEND_CONCENTRATION, METER_GAP, UNATTRIBUTED ->
                throw new IllegalStateException(signal.kind() + " (expected: a kind about one identity)");
            case ENVIRONMENT_MISMATCH -> environment(signal);
            case IDENTITY_FLOOD -> amount(signal.observed()) + " identities that nobody knew appeared within an hour";
        };
    }

    private static String environment(Signal signal) {
        return "Is registered for a test environment and is used in " + signal.subject();
    }

    private static String exposed(Signal signal, Identity identity) {
        Exposure exposure = identity.exposures().of(signal.subject());
        String where = exposure == null
                ? " was found where it should not be"
                : " was found at " + exposure.location() + " on "
                        + DAY.format(Instant.ofEpochMilli(exposure.foundAt()));
        return "Its credential " + signal.subject() + where + " and is in use";
    }

    private static String offScope(String subject) {
        if (subject.equals(OffScope.INFERENCE)) {
            return "Asks models, although its privileges are an administrator's and no models were declared for it";
        }
        return "Uses " + subject
                + (subject.startsWith(OffScope.DATA)
                        ? ", which is above the class that was declared for it"
                        : ", which is not among those that were declared for it");
    }

    private static String usedAfter(Signal signal, Identity identity) {
        Revocation action = identity.revocations().of(signal.subject());
        String what = action == null
                ? "an action that should stop it took effect"
                : action.step() + " took effect at " + SECOND.format(Instant.ofEpochMilli(action.effectiveAt()));
        String who =
                action == null || action.credential() == null ? "Is" : "Its credential " + action.credential() + " is";
        String allowed = signal.threshold() == 0 ? "" : ", where the target may take " + seconds(signal.threshold());
        return who + " used " + seconds(signal.observed()) + " after " + what + allowed;
    }

    private static String rate(Signal signal, String verb, int days) {
        String usual;
        if (days == 0 || signal.expected() == Newcomer.BUSIEST_BURST) {
            usual = "more than new identities do";
        } else if (signal.expected() < 1) {
            usual = (signal.windowMinutes() == Pace.MINUTES[Pace.BURST]
                            ? "when it never used two minutes in a row on its last "
                            : "when it used next to nothing on its last ")
                    + days + " active days";
        } else {
            usual = String.format(
                    Locale.ROOT,
                    "%s times the most it used on any of its last %d active days (%s)",
                    times(signal.ratio()),
                    days,
                    amount(signal.expected()));
        }
        return verb + " " + amount(signal.observed()) + " tokens a minute over " + span(signal.windowMinutes()) + ", "
                + usual;
    }

    private static String oddCalls(Signal signal) {
        return "Calls that do not introduce themselves as this identity's own do, or ask for a model that is new to it, use "
                + amount(signal.observed()) + " tokens a minute over " + span(signal.windowMinutes())
                + ", where its largest ten minutes of the week had " + amount(signal.expected()) + " a minute";
    }

    private static String offHours(Signal signal) {
        String usual = signal.expected() < 1
                ? "at an hour of the day at which it was never used"
                : "at an hour of the day at which it uses " + amount(signal.expected()) + " at most";
        return "Uses " + amount(signal.observed()) + " tokens a minute over " + span(signal.windowMinutes()) + ", "
                + usual;
    }

    private static String shape(Signal signal, int days) {
        if (ShapeShift.UNCACHED.equals(signal.unit())) {
            return String.format(
                    Locale.ROOT,
                    "Of the input of %s the provider's cache did not know %s per cent, where the most on its last %d active days was %s",
                    span(signal.windowMinutes()),
                    amount(signal.observed()),
                    days,
                    amount(signal.expected()));
        }
        String verb = ShapeShift.INPUT.equals(signal.unit()) ? "Sends" : "Receives";
        return String.format(
                Locale.ROOT,
                "%s %s tokens per call over %s, %s times the most of its last %d active days (%s)",
                verb,
                amount(signal.observed()),
                span(signal.windowMinutes()),
                times(signal.ratio()),
                days,
                amount(signal.expected()));
    }

    private static String dormant(Signal signal) {
        return "Is used again after " + time(signal.observed())
                + " of silence, where it was never silent for longer than " + time(signal.expected());
    }

    private static String loop(Signal signal) {
        return String.format(
                Locale.ROOT,
                "Makes near-identical calls at a steady %s tokens a minute for %s now, %s times its largest ten minutes of the week",
                amount(signal.observed()),
                span(signal.windowMinutes()),
                times(signal.ratio()));
    }

    private static String fanOut(Signal signal, Identity identity, int days) {
        String usual = identity.declaresApplications()
                ? "where " + count(signal.expected(), "is", "are") + " declared"
                : days == 0
                        ? "on its first day"
                        : "where " + amount(signal.expected()) + " was the most on its last " + days + " active days";
        return String.format(
                Locale.ROOT,
                "%s applications used this one identity within %d minutes, %s",
                amount(signal.observed()),
                signal.windowMinutes(),
                usual);
    }

    private static String newApplication(Signal signal, Identity identity, int days) {
        String against = identity.declaresApplications()
                ? "which is not on its declared list"
                : "which it never served in " + days + " active days";
        return "Application " + signal.subject() + " used this identity for the first time, " + against;
    }

    private static String newOrigin(Signal signal, int days) {
        return "Is used from " + signal.subject() + ", which is none of the places it knows from its last " + days
                + " active days, at " + amount(signal.observed())
                + " tokens a minute where its largest ten minutes had "
                + amount(signal.expected()) + " a minute";
    }

    private static String failures(Signal signal, int days) {
        String usual = signal.expected() < 1
                ? days == 0 ? "on its first day" : "when none was on its last " + days + " active days"
                : times(signal.ratio()) + " times the most on its last " + days + " active days";
        return amount(signal.observed()) + " calls were refused within " + span(signal.windowMinutes()) + ", " + usual;
    }

    private static String span(long minutes) {
        return minutes == 1 ? "one minute" : minutes + " minutes";
    }

    private static String time(double minutes) {
        if (minutes >= MINUTES_PER_DAY) {
            return String.format(Locale.ROOT, "%.1f days", minutes / MINUTES_PER_DAY);
        }
        return minutes >= MINUTES_PER_HOUR
                ? String.format(Locale.ROOT, "%.1f hours", minutes / MINUTES_PER_HOUR)
                : span(Math.round(minutes));
    }

    private static String seconds(double value) {
        return value < SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%.1f seconds", value)
                : time(value / SECONDS_PER_MINUTE);
    }

    private static String count(double value, String one, String more) {
        return amount(value) + " " + (Math.round(value) == 1 ? one : more);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%.0f", ratio);
    }

    /** A number that a person can read aloud. */
    static String amount(double value) {
        if (value >= 1e9) {
            return String.format(Locale.ROOT, "%.1f billion", value / 1e9);
        }
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.1f million", value / 1e6);
        }
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
