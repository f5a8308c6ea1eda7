// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SPEND_CONCENTRATION: one identity that several applications share carries much of its business unit's spend, so that
 * nobody can say which of them spends it, and all of them stop when it is stopped.
 */
final class SpendConcentration {

    static final String UNIT = "% of spend";

    /** Days of which spend is compared, the day under way among them. */
    static final int WINDOW_DAYS = 7;
    /** Applications that use one identity from which on it is shared. */
    static final int LEAST_APPLICATIONS = 2;
    /** Identities of a business unit below which one has to carry much. */
    static final int LEAST_IDENTITIES = 3;
    /** Tokens of a business unit in the window below which it is not worth a word. */
    static final long LEAST_TOKENS = 1_000_000;
    /** What part of the setting the share has to fall below for the episode to end. */
    static final double RELIEF = 0.9;

    private static final int MINUTES_PER_DAY = 1440;
    private static final int NOTABLE = 2;
    private static final double CONFIDENCE = 0.9;
    private static final double PERCENT = 100;

    private final DetectionSettings settings;
    private final GroupSettings groupSettings;

    SpendConcentration(DetectionSettings settings, GroupSettings groupSettings) {
        this.settings = settings;
        this.groupSettings = groupSettings;
    }

    /**
     * One identity's part of what its business unit spent.
     *
     * @param own tokens, or billionths of currency
     * @param all the same of the business unit
     * @param currency ISO 4217 code when it is about cost; null when about tokens
     */
    record Share(long own, long all, @Nullable String currency) {

        /** The part of an identity from one day to another, both inclusive: of cost where all of it is known, else of tokens. */
        static Share of(SpendRing own, SpendRing all, long from, long to) {
            String currency = all.currency(from, to);
            return currency != null && all.nanos(from, to) > 0
                    ? new Share(own.nanos(from, to), all.nanos(from, to), currency)
                    : new Share(own.tokens(from, to), all.tokens(from, to), null);
        }

        double percent() {
            return all == 0 ? 0 : PERCENT * own / all;
        }
    }

    void judge(UnitBook book, UnitMember member, String unit, HourPart part, List<Finding> findings) {
        long to = book.spend().newest();
        long from = to - WINDOW_DAYS + 1;
        closeRelieved(book, unit, part, from, to, findings);
        Share share = Share.of(member.spend(), book.spend(), from, to);
        if (share.percent() < groupSettings.concentrationPercent()
                || isKnown(book, member.id())
                || to - book.spend().first() < settings.warmUpDays()
                || book.spend().tokens(from, to) < LEAST_TOKENS
                || member.applicationsSince(from) < LEAST_APPLICATIONS) {
            return;
        }
        int identities = identitiesSince(book, from, to);
        if (identities >= LEAST_IDENTITIES) {
            findings.add(open(book, member, unit, part, share, identities));
        }
    }

    private static boolean isKnown(UnitBook book, String id) {
        return book.concentrations.stream().anyMatch(each -> each.isAbout(AlertKind.SPEND_CONCENTRATION, id));
    }

    private static int identitiesSince(UnitBook book, long from, long to) {
        int identities = 0;
        for (UnitMember each : book.members()) {
            identities += each.spend().tokens(from, to) > 0 ? 1 : 0;
        }
        return identities;
    }

    private Finding open(UnitBook book, UnitMember member, String unit, HourPart part, Share share, int identities) {
        var signal = new Signal(
                AlertKind.SPEND_CONCENTRATION,
                member.id(),
                part.minute(),
                WINDOW_DAYS * MINUTES_PER_DAY,
                UNIT,
                share.percent(),
                PERCENT / identities,
                groupSettings.concentrationPercent(),
                NOTABLE,
                CONFIDENCE);
        Usage usage = part.usage(BusinessUnits.GROUP_PREFIX + unit);
        Episode episode = Episode.open(signal, usage);
        episode.continueWith(signal, usage, NOTABLE, true);
        book.concentrations.add(episode);
        String explanation = GroupSentence.ofConcentration(unit, member, share, episode.openedAt());
        return finding(episode, Stage.OPEN, episode.openedAt(), member.id(), explanation);
    }

    private void closeRelieved(UnitBook book, String unit, HourPart part, long from, long to, List<Finding> findings) {
        for (Episode episode : new ArrayList<>(book.concentrations)) {
            UnitMember member = book.member(episode.subject());
            Share share = member == null ? new Share(0, 0, null) : Share.of(member.spend(), book.spend(), from, to);
            // Not in the hour in which it opened: another of that hour would have its id.
            boolean laterThanOpened = part.raisedAt() > episode.openedAt();
            if (laterThanOpened && share.percent() < RELIEF * groupSettings.concentrationPercent()) {
                book.concentrations.remove(episode);
                findings.add(closing(episode, unit, part.raisedAt()));
            }
        }
    }

    /** Ends all episodes, because nothing comes any more. */
    void closeAll(UnitBook book, String unit, long closedAt, List<Finding> findings) {
        book.concentrations.forEach(each -> findings.add(closing(each, unit, closedAt)));
        book.concentrations.clear();
    }

    private static Finding closing(Episode episode, String unit, long closedAt) {
        episode.close();
        String id = episode.subject();
        String explanation = GroupSentence.ofConcentrationNoLonger(unit, id, episode.openedAt());
        return finding(episode, Stage.CLOSED, closedAt, id, explanation);
    }

    private static Finding finding(Episode episode, Stage stage, long raisedAt, String id, String explanation) {
        Peak peak = episode.peak();
        return GroupFinding.of(episode, stage, peak, raisedAt, peak.position().offset(), List.of(id), explanation);
    }
}
