// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        String cost = costPerHourNanos < 0
                ? ""
                : String.format(
                        Locale.ROOT, "; the excess costs about %.2f %s an hour", costPerHourNanos / NANOS, currency);
        return Sentence.about(signal, identity, days)
                + ", since " + since(episode.openedAt())
                + also(episode.related())
                + cost
                + close(stage)
                + ".";
    }

    static String ofKeyChecker(Stage stage, String name, Source source, long openedAt) {
        String refused = source.refused() == source.tried() ? "all" : source.refused() + " of them";
        String exposed = source.exposed() == 0 ? "" : ", " + source.exposed() + " known to be exposed";
        return name + " tried the keys of " + source.tried() + " identities within " + Source.WINDOW_MINUTES
                + " minutes, " + refused + " refused" + exposed + ", where a source has one identity or few, since "
                + since(openedAt) + close(stage) + ".";
    }

    static String ofIdentityFlood(Stage stage, Flood flood, Signal signal, long openedAt) {
        String unjudged = flood.unjudgedCalls() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d identities is all that may be remembered here, and %,d calls of others with %,d tokens"
                                + " were not judged",
                        flood.known(),
                        flood.unjudgedCalls(),
                        flood.unjudgedTokens());
        return String.format(
                        Locale.ROOT,
                        "%,.0f identities that nobody knew appeared in %s within an hour, where the most was %,.0f",
                        signal.observed(),
                        signal.subject(),
                        signal.expected())
                + unjudged + ", since " + since(openedAt) + close(stage) + ".";
    }

    /** When something began, to the minute. */
    static String since(long openedAt) {
        return TIME.format(Instant.ofEpochMilli(openedAt));
    }

    private static String also(List<AlertKind> related) {
        return related.isEmpty()
                ? ""
                : "; signs of " + related.stream().map(Enum::name).collect(Collectors.joining(", ")) + " go with it";
    }

    private static String close(Stage stage) {
        return stage == Stage.CLOSED ? "; it has been quiet since" : "";
    }
}
