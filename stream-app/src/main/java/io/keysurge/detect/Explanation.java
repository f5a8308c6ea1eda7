// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what changed, against what, since when and at what cost. */
final class Explanation {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final double NANOS = 1e9;

    private Explanation() {}

    static String of(
            Stage stage,
            Signal signal,
            Identity identity,
            Episode episode,
            int days,
            double costPerHourNanos,
            @Nullable String currency) {
        String since = TIME.format(Instant.ofEpochMilli(episode.openedAt()));
        String sentence =
                switch (signal.kind()) {
                    case TOKEN_SPIKE -> spike(signal, days);
                    case FAN_OUT -> fanOut(signal, identity, days);
                    case NEW_APPLICATION -> newApplication(signal, identity, days);
                };
        String cost = costPerHourNanos < 0
                ? ""
                : String.format(
                        Locale.ROOT, "; the excess costs about %.2f %s an hour", costPerHourNanos / NANOS, currency);
        String close = stage == Stage.CLOSED ? "; it has been quiet since" : "";
        return sentence + ", since " + since + cost + close + ".";
    }

    private static String spike(Signal signal, int days) {
        String usual = signal.expected() < 1
                ? (signal.windowMinutes() == TokenSpike.BURST_MINUTES
                                ? "when it never used two minutes in a row on its last "
                                : "when it used next to nothing on its last ")
                        + days + " active days"
                : String.format(
                        Locale.ROOT,
                        "%s times the most it used on any of its last %d active days (%s)",
                        times(signal.ratio()),
                        days,
                        amount(signal.expected()));
        return String.format(
                Locale.ROOT,
                "Uses %s tokens a minute over %d minutes, %s",
                amount(signal.observed()),
                signal.windowMinutes(),
                usual);
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

    private static String count(double value, String one, String more) {
        return amount(value) + " " + (Math.round(value) == 1 ? one : more);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%.0f", ratio);
    }

    private static String amount(double value) {
        if (value >= 1e9) {
            return String.format(Locale.ROOT, "%.1f billion", value / 1e9);
        }
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.1f million", value / 1e6);
        }
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
