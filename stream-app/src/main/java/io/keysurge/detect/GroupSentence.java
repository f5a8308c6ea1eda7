// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.EnvironmentMismatch.Peers;
import io.keysurge.detect.SpendConcentration.Share;
import io.keysurge.detect.Verdict.Signal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what was found among the identities of a business unit, or in an application's environments. */
final class GroupSentence {

    private static final double NANOS = 1e9;
    private static final int DAYS_PER_MONTH = 30;

    private GroupSentence() {}

    static String ofTwins(
            String unit, UnitMember first, UnitMember second, Signal signal, Saving saving, long openedAt) {
        double tokens = StrictMath.expm1(
                Math.min(first.work().tokensPerDay(), second.work().tokensPerDay()));
        double input = StrictMath.expm1(first.work().inputPerCall());
        double output = StrictMath.expm1(first.work().outputPerCall());
        String saved = saving.currency() == null
                ? Sentence.amount(saving.tokensPerDay() * DAYS_PER_MONTH) + " tokens"
                : money(saving.nanosPerDay() * DAYS_PER_MONTH, saving.currency());
        return String.format(
                Locale.ROOT,
                "%s and %s of %s do near-identical work (%.0f per cent alike): at the same hours, of the same models, with"
                        + " about %s tokens in and %s out per call and %s tokens a day; one of them alone would save about %s a"
                        + " month, since %s.",
                first.id(),
                second.id(),
                unit,
                signal.observed(),
                Sentence.amount(input),
                Sentence.amount(output),
                Sentence.amount(tokens),
                saved,
                Explanation.since(openedAt));
    }

    static String ofTwinsNoLonger(String unit, Twins twins) {
        return twins.first() + " and " + twins.second() + " of " + unit + " did near-identical work, since "
                + Explanation.since(twins.episode().openedAt()) + "; they do so no longer.";
    }

    static String ofConcentration(String unit, UnitMember member, Share share, long openedAt) {
        return String.format(
                Locale.ROOT,
                "%s, which several applications share, carries %.0f per cent of what %s spent within %d days, %s of %s,"
                        + " since %s.",
                member.id(),
                share.percent(),
                unit,
                SpendConcentration.WINDOW_DAYS,
                spent((double) share.own(), share.currency()),
                spent((double) share.all(), share.currency()),
                Explanation.since(openedAt));
    }

    static String ofConcentrationNoLonger(String unit, String id, long openedAt) {
        return id + " carried much of what " + unit + " spends, since " + Explanation.since(openedAt)
                + "; it does so no longer.";
    }

    static String ofUnattributed(Producer producer, double percent, Episode episode) {
        return String.format(
                Locale.ROOT,
                "Of %,d events that %s published within an hour, %.0f per cent have no application, environment or owner,"
                        + " since %s; nobody can be told what they cost or do.",
                producer.events(),
                producer.name().isEmpty() ? "a producer without a name" : producer.name(),
                percent,
                Explanation.since(episode.openedAt()));
    }

    static String ofUnattributedNoLonger(Producer producer, Episode episode) {
        return named(producer) + " published much without an application, environment or owner, since "
                + Explanation.since(episode.openedAt()) + "; it does so no longer.";
    }

    static String ofGap(Producer producer, long silence, long peers, long now) {
        return String.format(
                Locale.ROOT,
                "%s has published nothing for %,d minutes, where its longest silence of a fortnight was %,d, while %d"
                        + " others publish, since %s: what its identities consume is not seen.",
                named(producer),
                silence,
                producer.usualSilence(),
                peers,
                Explanation.since(TimeUnit.MINUTES.toMillis(now - silence)));
    }

    static String ofGapNoLonger(Producer producer, long silence, long backAt) {
        return String.format(
                Locale.ROOT,
                "%s publishes again after %,d minutes, since %s.",
                named(producer),
                silence,
                Explanation.since(backAt));
    }

    private static String named(Producer producer) {
        return producer.name().isEmpty() ? "A producer without a name" : producer.name();
    }

    static String ofMismatch(String application, Peers peers, long openedAt) {
        return String.format(
                Locale.ROOT,
                "The test environment of %s spent %s within %d hours, %.0f per cent of production's %s, since %s.",
                application,
                spent((double) peers.test(), peers.currency()),
                ApplicationBook.WINDOW_HOURS,
                peers.percent(),
                spent((double) peers.production(), peers.currency()),
                Explanation.since(openedAt));
    }

    static String ofMismatchNoLonger(String application, long openedAt) {
        return "The test environment of " + application + " spent as production does, since "
                + Explanation.since(openedAt) + "; it does so no longer.";
    }

    /** An amount of tokens, or of money where there is a currency. */
    private static String spent(double amount, @Nullable String currency) {
        return currency == null ? Sentence.amount(amount) + " tokens" : money(amount, currency);
    }

    private static String money(double nanos, String currency) {
        return String.format(Locale.ROOT, "%,.2f %s", nanos / NANOS, currency);
    }
}
