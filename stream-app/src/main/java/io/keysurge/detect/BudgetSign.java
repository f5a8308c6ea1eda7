// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import io.keysurge.detect.Finding.Measure;
import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Finding.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What is to be said of a budget.
 *
 * @param kind which of the three
 * @param budget the limit
 * @param span the period
 * @param percent the threshold, of the limit
 * @param observed what was taken, or will have been by the period's end
 * @param severity 1 to 5
 * @param crossedAt when the threshold was crossed, or the forecast made; milliseconds since 1970
 * @param stage OPEN, or CLOSED when the period is over or the limit was raised
 * @param endedAt when it closed; of no meaning while OPEN
 * @param explanation one sentence
 */
record BudgetSign(
        AlertKind kind,
        Budget budget,
        Span span,
        int percent,
        double observed,
        int severity,
        long crossedAt,
        Stage stage,
        long endedAt,
        String explanation) {

    static final double NANOS = 1e9;

    /** What the alert is about within the identity: the threshold of one limit. A limit that changed is another. */
    String subject() {
        return budget.name() + " " + percent + " % of " + amount(budget, budget.limit());
    }

    /** What was taken, in tokens or in the currency itself. */
    double value(double amount) {
        return budget.isOfTokens() ? amount : amount / NANOS;
    }

    /** What was taken against what the threshold is. */
    Measure measure() {
        double threshold = value((double) budget.amount(percent));
        double taken = value(observed);
        return new Measure(budget.unit(), taken, threshold, threshold, threshold == 0 ? taken : taken / threshold, 0);
    }

    /** The period so far, as of a minute since 1970. */
    Window window(long minute) {
        long start = TimeUnit.MILLISECONDS.toMinutes(span.start());
        return new Window(start, Math.max(start, minute) + 1);
    }

    /** What the alert is called: the same for as long as limit and period are. */
    String alertId(String whose) {
        return Episode.id(whose, kind, subject(), TimeUnit.MILLISECONDS.toMinutes(span.start()));
    }

    /** 1 when it opens, 2 when it closes. */
    int revision() {
        return stage == Stage.CLOSED ? 2 : 1;
    }

    /** When it opened or closed, where an event of so many milliseconds since 1970 made it open. */
    long raisedAt(long millis) {
        return stage == Stage.CLOSED ? endedAt : millis;
    }

    static String raised(Budget budget, long used, Budget now) {
        return "Has used " + amount(budget, used) + " of its " + (budget.hard() ? "budget " : "soft limit ")
                + budget.name() + " of " + amount(budget, budget.limit()) + "; that was raised to "
                + amount(budget, now.limit()) + ".";
    }

    static String crossed(Budget budget, long used, int percent, Span span, Stage stage) {
        String what = "Has used " + amount(budget, used) + " of its "
                + (budget.hard() ? "budget " : "soft limit ") + budget.name() + " of "
                + amount(budget, budget.limit());
        return stage == Stage.CLOSED
                ? what + "; that period is over, and a new one began on " + time(budget, span.end()) + "."
                : what + ", " + percent + " per cent or more, since " + time(budget, span.start())
                        + "; it begins anew on " + time(budget, span.end()) + ".";
    }

    static String foretold(Budget budget, long used, double least, double most, long crossing, Span span) {
        return "Will have used all of its " + (budget.hard() ? "budget " : "soft limit ") + budget.name() + " of "
                + amount(budget, budget.limit()) + " about " + time(budget, crossing) + ", and "
                + amount(budget, (long) least) + " to " + amount(budget, (long) most) + " by "
                + time(budget, span.end()) + ", when it begins anew; " + amount(budget, used) + " are used.";
    }

    private static String amount(Budget budget, long amount) {
        return budget.isOfTokens()
                ? String.format(Locale.ROOT, "%,d tokens", amount)
                : String.format(Locale.ROOT, "%,.2f %s", amount / NANOS, budget.unit());
    }

    private static String time(Budget budget, long millis) {
        ZoneId zone = budget.period().zone();
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm ", Locale.ROOT)
                        .withZone(zone)
                        .format(Instant.ofEpochMilli(millis))
                + zone.getId();
    }
}
