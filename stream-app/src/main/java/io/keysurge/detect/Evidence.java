// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Baseline;
import io.keysurge.detect.Finding.Measure;
import io.keysurge.detect.Finding.Share;
import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Finding.Window;
import io.keysurge.detect.SeenNames.NameTokens;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Gathers what a finding has to show: window, measure, baseline, breakdown, cost, chart, events and the sentence. */
final class Evidence {

    private static final int MOST_SHARES = 5;
    private static final int SERIES_MINUTES = 60;
    private static final int MINUTES_PER_HOUR = 60;
    /** The largest amount that the alert's decimal holds: 18 digits. */
    private static final double MOST_NANOS = 9e17;

    private final DetectionSettings settings;

    Evidence(DetectionSettings settings) {
        this.settings = settings;
    }

    Finding raising(Profile profile, Identity identity, Episode episode, Signal signal, Usage usage) {
        Stage stage = episode.revision() > 1 ? Stage.ESCALATED : Stage.OPEN;
        Peak now = Peak.of(signal, usage);
        return finding(profile, identity, episode, stage, now, now.raisedAt());
    }

    /** What a closing revision says depends on the episode alone, not on what made it close. */
    Finding closing(Profile profile, Identity identity, Episode episode) {
        long closedAt = TimeUnit.MINUTES.toMillis(episode.lastMinute() + settings.quietMinutes());
        return finding(profile, identity, episode, Stage.CLOSED, episode.peak(), closedAt);
    }

    private Finding finding(
            Profile profile, Identity identity, Episode episode, Stage stage, Peak peak, long raisedAt) {
        Signal signal = peak.signal();
        long end = signal.minute() + 1;
        long start = end - signal.windowMinutes();
        boolean warming = profile.days() < settings.warmUpDays();
        double costPerHour = costPerHour(profile, signal);
        Usuals usual = profile.usuals(settings);
        double usualBurst = usual.value(Feature.BURST_TOKENS);
        double threshold = Feature.BURST_TOKENS.above(usualBurst, TokenSpike.MARGINS[Pace.BURST]);
        return new Finding(
                episode.id(),
                episode.revision(),
                stage,
                signal.kind(),
                signal.subject(),
                episode.severity(),
                signal.confidence(),
                raisedAt,
                episode.openedAt(),
                new Window(start, end),
                new Measure(
                        signal.unit(),
                        signal.observed(),
                        signal.expected(),
                        signal.threshold(),
                        signal.ratio(),
                        signal.score()),
                new Baseline(profile.days(), profile.firstMinute(), warming),
                profile.credential,
                shares(profile),
                costPerHour,
                costPerHour < 0 ? null : profile.price.currency(),
                profile.newestMinute() - SERIES_MINUTES + 1,
                series(profile),
                usualBurst,
                warming ? -1 : threshold,
                profile.minutes.firstOffset(start, end - 1, peak.position().offset()),
                peak.eventId(),
                peak.position(),
                episode.sampleEventIds(),
                List.of(),
                episode.related(),
                Explanation.of(
                        stage, signal, identity, episode, profile.days(), costPerHour, profile.price.currency()));
    }

    /** A budget has no episode: its id comes from the threshold and the period, its end with the period's. */
    Finding ofBudget(Profile profile, BudgetSign sign, Usage usage) {
        Window window = sign.window(usage.minute());
        return new Finding(
                sign.alertId(usage.identityId()),
                sign.revision(),
                sign.stage(),
                sign.kind(),
                sign.subject(),
                sign.severity(),
                1,
                sign.raisedAt(usage.occurredAt()),
                sign.crossedAt(),
                window,
                sign.measure(),
                new Baseline(profile.days(), profile.firstMinute(), false),
                profile.credential,
                shares(profile),
                -1,
                null,
                profile.newestMinute() - SERIES_MINUTES + 1,
                series(profile),
                profile.usuals(settings).value(Feature.BURST_TOKENS),
                -1,
                profile.minutes.firstOffset(
                        Math.max(window.firstMinute(), window.endMinute() - SERIES_MINUTES),
                        window.endMinute() - 1,
                        usage.position().offset()),
                usage.eventId(),
                usage.position(),
                List.of(usage.eventId()),
                List.of(),
                List.of(),
                sign.explanation());
    }

    /** What the excess of a sign costs an hour, in billionths of currency; negative when no price is known. */
    static double costPerHour(Profile profile, Signal signal) {
        double nanosPerToken = profile.price.nanosPerToken();
        if (nanosPerToken == 0 || !TokenSpike.UNIT.equals(signal.unit())) {
            return -1;
        }
        double usual = signal.stranger() ? 0 : signal.expected();
        double nanos = Math.max(0, signal.observed() - usual) * MINUTES_PER_HOUR * nanosPerToken;
        return Math.min(nanos, MOST_NANOS);
    }

    private static List<Long> series(Profile profile) {
        long newest = profile.newestMinute();
        List<Long> tokens = new ArrayList<>(SERIES_MINUTES);
        for (long minute = newest - SERIES_MINUTES + 1; minute <= newest; minute++) {
            tokens.add(profile.minutes.tokens(minute));
        }
        return tokens;
    }

    private static List<Share> shares(Profile profile) {
        long newest = profile.newestMinute();
        List<Share> shares = new ArrayList<>();
        addShares(shares, "model", profile.circle.models, newest);
        addShares(shares, "application", profile.circle.applications, newest);
        addShares(shares, "origin", profile.circle.origins, newest);
        long first = newest - SERIES_MINUTES + 1;
        long all = profile.minutes.tokens(first, newest);
        long input = profile.minutes.inputTokens(first, newest);
        if (all > 0) {
            shares.add(new Share("token_kind", "input", input, (double) input / all));
            shares.add(new Share("token_kind", "output", all - input, (double) (all - input) / all));
        }
        return shares;
    }

    private static void addShares(List<Share> shares, String dimension, SeenNames<?> names, long minute) {
        double all = names.tokens(minute);
        for (NameTokens each : names.largest(minute, MOST_SHARES)) {
            shares.add(new Share(dimension, each.name(), each.tokens(), each.tokens() / all));
        }
    }
}
