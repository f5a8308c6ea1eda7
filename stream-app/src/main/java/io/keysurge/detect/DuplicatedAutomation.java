// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * DUPLICATED_AUTOMATION: two identities of one business unit do near-identical work, at the same hours, in the same
 * sizes, with the same models. Somebody pays twice for one thing.
 *
 * <p>An identity is compared once a day, and only with those that a {@link Sketch} says may be alike.
 */
final class DuplicatedAutomation {

    static final String UNIT = "% alike";

    /** Days of the last fortnight on which both must have worked. */
    static final int LEAST_DAYS = 8;
    /** Days since an identity was first seen before it is compared: chance makes two alike for a few days. */
    static final int LEAST_AGE = 12;
    /** How far apart the work of two may be and still be the same: see {@link Likeness}. */
    static final double MOST_DISTANCE = 0.085;
    /** How many times as far apart two have to be that are alike no longer. */
    static final double APART = 2;
    /** Days without use after which an identity has no twin. */
    static final int MOST_IDLE_DAYS = 3;
    /** Pairs of one business unit that are spoken of at a time. */
    static final int MOST_PAIRS = 256;
    /** Pairs that one identity takes part in at a time. */
    static final int MOST_PAIRS_OF_ONE = 3;

    private static final int WINDOW_MINUTES = 14 * 1440;
    private static final int NOTABLE = 2;
    private static final double CONFIDENCE = 0.8;
    private static final double PERCENT = 100;

    private final DetectionSettings settings;

    DuplicatedAutomation(DetectionSettings settings) {
        this.settings = settings;
    }

    /** Judges an identity with its first part of a day, and all pairs with the business unit's first. */
    void judge(UnitBook book, UnitMember member, String unit, HourPart part, List<Finding> findings) {
        long day = part.day();
        if (day > book.twinsSeenOn) {
            book.twinsSeenOn = day;
            closeThoseApart(book, unit, part, findings);
        }
        if (day <= member.sketchedOn() || member.work().activeDays() < LEAST_DAYS) {
            return;
        }
        book.sketch(member, day);
        if (!isKnownWell(member, day)) {
            return;
        }
        double most = mostDistance(part);
        List<Alike> alike = new ArrayList<>();
        for (String id : book.alike(member)) {
            UnitMember other = book.member(id);
            if (other != null && isKnownWell(other, day) && isAtWork(other, part.hour())) {
                alike.add(new Alike(other, Likeness.distance(member.work(), other.work())));
            }
        }
        alike.removeIf(each -> each.distance > most);
        alike.sort(Comparator.comparingDouble(Alike::distance));
        for (Alike each : alike) {
            if (hasRoom(book, member, each.other)) {
                findings.add(open(book, member, each, unit, part));
            }
        }
    }

    private record Alike(UnitMember other, double distance) {}

    /** At a sensitivity of 2 a distance twice as large is enough. */
    private double mostDistance(HourPart part) {
        return MOST_DISTANCE
                / settings.sensitivities()
                        .bar(Identity.UNREGISTERED, AlertKind.DUPLICATED_AUTOMATION, part.minute())
                        .count(1);
    }

    private static boolean isKnownWell(UnitMember member, long day) {
        return day - member.spend().first() >= LEAST_AGE;
    }

    private static boolean isAtWork(UnitMember member, long hour) {
        return member.work().newestHour() >= hour - MOST_IDLE_DAYS * HourPart.HOURS_PER_DAY;
    }

    /** Where many are alike each is named, with the one most like it, and not all with all. */
    private static boolean hasRoom(UnitBook book, UnitMember one, UnitMember other) {
        int ofOne = 0;
        int ofOther = 0;
        for (Twins each : book.twins) {
            ofOne += each.hold(one.id()) ? 1 : 0;
            ofOther += each.hold(other.id()) ? 1 : 0;
        }
        return book.twins.size() < MOST_PAIRS
                && Math.min(ofOne, ofOther) == 0
                && Math.max(ofOne, ofOther) < MOST_PAIRS_OF_ONE;
    }

    private Finding open(UnitBook book, UnitMember one, Alike alike, String unit, HourPart part) {
        UnitMember other = alike.other;
        double most = mostDistance(part);
        var signal = new Signal(
                AlertKind.DUPLICATED_AUTOMATION,
                Twins.subject(one.id(), other.id()),
                part.minute(),
                WINDOW_MINUTES,
                UNIT,
                percent(alike.distance),
                percent(most),
                percent(most),
                NOTABLE,
                CONFIDENCE);
        Usage usage = part.usage(BusinessUnits.GROUP_PREFIX + unit);
        Episode episode = Episode.open(signal, usage);
        episode.continueWith(signal, usage, NOTABLE, true);
        boolean inOrder = one.id().compareTo(other.id()) < 0;
        UnitMember first = inOrder ? one : other;
        UnitMember second = inOrder ? other : one;
        book.twins.add(new Twins(first.id(), second.id(), episode));
        Saving saving = Saving.ofEither(first.spend(), second.spend(), part.day() - 1);
        return GroupFinding.of(
                episode,
                Stage.OPEN,
                episode.peak(),
                episode.openedAt(),
                part.position().offset(),
                List.of(first.id(), second.id()),
                saving.perHourNanos(),
                saving.currency(),
                GroupSentence.ofTwins(unit, first, second, signal, saving, episode.openedAt()));
    }

    private void closeThoseApart(UnitBook book, String unit, HourPart part, List<Finding> findings) {
        for (Twins each : new ArrayList<>(book.twins)) {
            UnitMember first = book.member(each.first());
            UnitMember second = book.member(each.second());
            if (first == null || second == null || areApart(first, second, part)) {
                book.twins.remove(each);
                findings.add(closing(each, unit, part.raisedAt()));
            }
        }
    }

    /** Ends all episodes, because nothing comes any more. */
    void closeAll(UnitBook book, String unit, long closedAt, List<Finding> findings) {
        book.twins.forEach(each -> findings.add(closing(each, unit, closedAt)));
        book.twins.clear();
    }

    private boolean areApart(UnitMember first, UnitMember second, HourPart part) {
        return !isAtWork(first, part.hour())
                || !isAtWork(second, part.hour())
                || Likeness.distance(first.work(), second.work()) > APART * mostDistance(part);
    }

    private static Finding closing(Twins twins, String unit, long closedAt) {
        Episode episode = twins.episode();
        episode.close();
        return GroupFinding.of(
                episode,
                Stage.CLOSED,
                episode.peak(),
                closedAt,
                episode.peak().position().offset(),
                List.of(twins.first(), twins.second()),
                GroupSentence.ofTwinsNoLonger(unit, twins));
    }

    private static double percent(double distance) {
        return PERCENT * Math.max(0, 1 - distance);
    }
}
