// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How grave a sign is where it happens: the step from what its detector thinks of it to the severity that people see.
 * Caps come first, then at most one rise by one.
 *
 * <p>Nothing but a second, independent sign raises: a privilege or restricted data alone would send every busy day of
 * an important identity to the responders, and severity 5 is for two signs that agree.
 */
final class Gravity {

    private static final int STOLEN = 5;
    private static final int NOTABLE = 3;
    private static final int WARMING_CAP = 2;
    private static final int TEST_CAP = 3;
    /** Billionths of currency an hour from which an excess is no trial any more, in whatever currency. */
    private static final double TEST_COST_FLOOR = 100e9;

    private static final Set<AlertKind> SHARING = Set.of(AlertKind.FAN_OUT, AlertKind.NEW_APPLICATION);

    private final DetectionSettings settings;

    Gravity(DetectionSettings settings) {
        this.settings = settings;
    }

    /**
     * A sign, and what it weighs.
     *
     * @param signal the sign, with the kinds that made it graver among those it rests on
     * @param severity 1 to 5
     */
    record Weighed(Signal signal, int severity) {}

    /** Weighs a sign by what else is open and by who the identity is. */
    Weighed weigh(Signal signal, Profile profile, Identity identity) {
        int severity = capped(signal, profile, identity);
        Set<AlertKind> others = othersOpen(signal.kind(), profile.episodes);
        if (signal.kind() == AlertKind.EXPOSED_KEY_USED || severity >= STOLEN) {
            return new Weighed(signal, severity);
        }
        if (others.contains(AlertKind.EXPOSED_KEY_USED)) {
            return new Weighed(signal.restingOn(Set.of(AlertKind.EXPOSED_KEY_USED)), severity + 1);
        }
        Set<AlertKind> independent = independentOf(signal.kind(), others);
        if (severity == NOTABLE && !independent.isEmpty() && identity.isSensitive()) {
            return new Weighed(signal.restingOn(independent), severity + 1);
        }
        return new Weighed(signal, severity);
    }

    private int capped(Signal signal, Profile profile, Identity identity) {
        int severity = signal.severity();
        if (signal.kind().isKnowledge()) {
            return severity;
        }
        if (profile.days() < settings.warmUpDays()) {
            severity = Math.min(severity, WARMING_CAP);
        }
        boolean merelyMuch = signal.kind().isAboutRate() && signal.severity() < STOLEN;
        return identity.isTest() && merelyMuch && Evidence.costPerHour(profile, signal) < TEST_COST_FLOOR
                ? Math.min(severity, TEST_CAP)
                : severity;
    }

    private static Set<AlertKind> othersOpen(AlertKind kind, List<Episode> episodes) {
        Set<AlertKind> others = EnumSet.noneOf(AlertKind.class);
        for (Episode episode : episodes) {
            if (!episode.announcedClosed() && episode.kind() != kind) {
                others.add(episode.kind());
            }
        }
        return others;
    }

    /** One change shows in several ways: two signs about the rate are one, and so are two about who shares the identity. */
    private static Set<AlertKind> independentOf(AlertKind kind, Set<AlertKind> others) {
        Set<AlertKind> independent = EnumSet.noneOf(AlertKind.class);
        for (AlertKind other : others) {
            boolean sameHabit = kind.isAboutRate() && other.isAboutRate();
            if (!sameHabit && !(SHARING.contains(kind) && SHARING.contains(other))) {
                independent.add(other);
            }
        }
        return independent;
    }
}
