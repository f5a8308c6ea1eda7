// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ENVIRONMENT_MISMATCH of an application: its test environments spend nearly as its production does, so that real work
 * is done where nobody guards it, or trials cost what work does. What is found depends on the application's parts alone,
 * in their order.
 */
public final class EnvironmentMismatch {

    /** What the name of an application begins with where an alert is about it. */
    public static final String GROUP_PREFIX = "application:";

    static final String UNIT = "% of production";

    /** Tokens within the window below which neither environment is compared. */
    static final long LEAST_TOKENS = 100_000;
    /** What part of the setting the test environments have to fall below for the episode to end. */
    static final double RELIEF = 0.9;

    private static final int WINDOW_MINUTES = ApplicationBook.WINDOW_HOURS * 60;
    private static final int SEVERITY = 3;
    private static final double CONFIDENCE = 0.9;
    private static final double PERCENT = 100;

    private final GroupSettings settings;

    /** A judge of applications by these settings. */
    public EnvironmentMismatch(GroupSettings settings) {
        this.settings = settings;
    }

    /**
     * What both spent.
     *
     * @param test tokens of the test environments, or billionths of currency
     * @param production the same of production
     * @param currency ISO 4217 code when it is about cost; null when about tokens
     */
    record Peers(long test, long production, @Nullable String currency) {

        /** What both spent lately, up to an hour: cost where all of it is known in one currency, else tokens. */
        static Peers of(ApplicationBook book, long to) {
            long from = book.firstHour();
            String currency = book.test().currency(from, to);
            boolean priced = currency != null
                    && currency.equals(book.production().currency(from, to))
                    && book.production().nanos(from, to) > 0;
            return priced
                    ? new Peers(book.test().nanos(from, to), book.production().nanos(from, to), currency)
                    : new Peers(book.test().tokens(from, to), book.production().tokens(from, to), null);
        }

        double percent() {
            return production == 0 ? 0 : PERCENT * test / production;
        }
    }

    /**
     * Takes one part in; one without an application changes nothing.
     *
     * @param book what is remembered of the part's application; changed by this call
     * @param part what one identity consumed for it
     * @return revisions of episodes that it caused
     */
    public List<Finding> observe(ApplicationBook book, HourPart part) {
        String application = part.application();
        if (application == null) {
            return List.of();
        }
        book.add(part);
        Episode episode = book.episode;
        List<Finding> findings = new ArrayList<>(0);
        // Not in the hour in which it opened: another of that hour would have its id.
        boolean laterThanOpened = episode != null && part.raisedAt() > episode.openedAt();
        if (episode != null
                && laterThanOpened
                && Peers.of(book, book.newestHour()).percent() < RELIEF * settings.mismatchPercent()) {
            findings.add(closing(book, application, episode, part.raisedAt()));
        } else if (episode == null && Environments.isTest(part.environment())) {
            Peers peers = Peers.of(book, book.lastHour());
            if (isMismatch(book, peers)) {
                findings.add(open(book, application, peers, part));
            }
        }
        return findings;
    }

    /** Announces the end of an episode of an application that has fallen silent altogether. Liveness only. */
    public List<Finding> announceSilence(ApplicationBook book, String application) {
        Episode episode = book.episode;
        long closedAt = (book.newestHour() + ApplicationBook.WINDOW_HOURS) * HourPart.MILLIS_PER_HOUR;
        return episode == null ? List.of() : List.of(closing(book, application, episode, closedAt));
    }

    private boolean isMismatch(ApplicationBook book, Peers peers) {
        long from = book.firstHour();
        long to = book.lastHour();
        return peers.percent() >= settings.mismatchPercent()
                && book.production().first() < from
                && book.test().tokens(from, to) >= LEAST_TOKENS
                && book.production().tokens(from, to) >= LEAST_TOKENS;
    }

    private Finding open(ApplicationBook book, String application, Peers peers, HourPart part) {
        var signal = new Signal(
                AlertKind.ENVIRONMENT_MISMATCH,
                part.environment(),
                part.minute(),
                WINDOW_MINUTES,
                UNIT,
                peers.percent(),
                settings.mismatchPercent(),
                settings.mismatchPercent(),
                SEVERITY,
                CONFIDENCE);
        Usage usage = part.usage(GROUP_PREFIX + application);
        Episode episode = Episode.open(signal, usage);
        episode.continueWith(signal, usage, SEVERITY, true);
        book.episode = episode;
        String explanation = GroupSentence.ofMismatch(application, peers, episode.openedAt());
        return finding(book, episode, Stage.OPEN, episode.openedAt(), explanation);
    }

    private static Finding closing(ApplicationBook book, String application, Episode episode, long closedAt) {
        episode.close();
        book.episode = null;
        String explanation = GroupSentence.ofMismatchNoLonger(application, episode.openedAt());
        return finding(book, episode, Stage.CLOSED, closedAt, explanation);
    }

    private static Finding finding(
            ApplicationBook book, Episode episode, Stage stage, long raisedAt, String explanation) {
        Peak peak = episode.peak();
        return GroupFinding.of(episode, stage, peak, raisedAt, peak.position().offset(), book.testers(), explanation);
    }
}
