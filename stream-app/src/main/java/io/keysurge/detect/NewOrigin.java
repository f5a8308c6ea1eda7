// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import java.util.ArrayList;
import java.util.List;

/**
 * NEW_ORIGIN: use from a network and region that is not one of the identity's own.
 *
 * <p>Newness alone says little: laptops, build runners and cloud moves are new all the time. So evidence is weighed,
 * in natural logarithms: how strange the calls are (a model that is no habit, an application or agent that is none),
 * how rarely this identity gains origins at all, whether the network is known from elsewhere, and how much flows in
 * comparison with the week's largest ten minutes. A key in other hands (severity 5) takes strangeness and flow
 * together; so is one that was dormant and wakes elsewhere. A surge without strangeness, and a trickle that stays
 * strange, are severity 4. A place that takes over
 * what the others lose is a move, not a theft.
 */
final class NewOrigin {

    private static final double STRANGE_MODEL = 1.5;
    private static final double STRANGE_APPLICATION = 1.0;
    private static final double STRANGE_AGENT = 1.0;
    /** The part of the flow that strange introductions must carry to count. */
    private static final double CARRYING = 0.2;

    private static final double FAR = 0.4;
    private static final double NEAR = -0.3;
    private static final double RESTLESS = -0.7;

    private static final double NOTABLE_EVIDENCE = 1.0;
    private static final int NOTABLE_MINUTES = 3;

    private static final double STOLEN_SCORE = 0.5;
    private static final double STOLEN_LEAST_FLOW = -1.8;
    private static final double STOLEN_LEAST_STRANGENESS = 0.9;
    /** What must speak against an origin that wakes a dormant identity: one that is near, or one of many, does not. */
    private static final double AWAKENED_EVIDENCE = 0.2;

    private static final double SURGE_FLOW = 0.2;
    /** A surge is beyond what flowed from familiar places in as much time. */
    private static final double TIMES_FAMILIAR = 1.5;

    private static final int LEAST_DENSITY = 2;
    private static final int EARLY_MINUTES = 60;

    private static final int TRICKLE_MINUTES = 60;
    private static final int TRICKLE_DENSITY = 6;
    private static final double TRICKLE_LEAST_FLOW = -6;
    private static final double TRICKLE_EVIDENCE = 0.75;
    private static final double TRICKLE_RESTLESSNESS = 1;

    private static final int MOVE_MINUTES = 20;
    private static final double MOVE_NOTICEABLE = 0.02;
    private static final double MOVED_AWAY = 0.3;
    private static final double STAYED = 0.5;
    private static final double MOVE_WEIGHT = 0.5;

    private final DetectionSettings settings;

    NewOrigin(DetectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Judges a call that did not come from a familiar place.
     *
     * @param awakening whether the identity wakes in this hour from a silence that is remarkable by itself
     */
    Verdict judge(Profile profile, Caller caller, long minute, boolean awakening, Bar bar) {
        Origin origin = caller.origin();
        if (origin == null || caller.familiar()) {
            return Usual.INSTANCE;
        }
        Case suspicion = suspicion(profile, origin, minute);
        boolean awakened =
                awakening && origin.density() >= LEAST_DENSITY && suspicion.evidence() >= bar.margin(AWAKENED_EVIDENCE);
        int severity = awakened ? 5 : severity(suspicion, origin, caller, bar);
        if (severity == 0) {
            return Usual.INSTANCE;
        }
        origin.announce();
        return new Signal(
                        AlertKind.NEW_ORIGIN,
                        origin.name(),
                        minute,
                        (int) Origin.FADING_MINUTES,
                        TokenSpike.UNIT,
                        origin.flow(minute) / Origin.FADING_MINUTES,
                        suspicion.usual() / Origin.FADING_MINUTES,
                        suspicion.usual()
                                * StrictMath.exp(bar.margin(STOLEN_SCORE) - suspicion.evidence())
                                / Origin.FADING_MINUTES,
                        severity,
                        confidence(suspicion, profile.days()))
                .ofStrangers(related(origin, severity, awakened));
    }

    private static List<AlertKind> related(Origin origin, int severity, boolean awakened) {
        List<AlertKind> related = new ArrayList<>(3);
        if (Strangeness.has(origin.strangeness(), Strangeness.MODEL)) {
            related.add(AlertKind.NEW_MODEL);
        }
        if (Strangeness.has(origin.strangeness(), Strangeness.APPLICATION)) {
            related.add(AlertKind.NEW_APPLICATION);
        }
        if (awakened) {
            related.add(AlertKind.DORMANT_WOKE);
        } else if (severity == 5) {
            related.add(AlertKind.TOKEN_SPIKE);
        }
        return related;
    }

    /**
     * What speaks against an origin.
     *
     * @param usual the week's largest ten minutes, tokens
     * @param flow logarithm of what flows from it as part of that
     * @param strangeness weight of what is strange about its calls
     * @param evidence strangeness and what the origin itself weighs
     * @param ahead true when it brings more than what flowed from familiar places in as much time
     * @param balance above 0 when familiar places flow on beside it, below 0 when they dried up
     * @param restlessness origins that the identity gains in a day
     */
    private record Case(
            double usual,
            double flow,
            double strangeness,
            double evidence,
            boolean ahead,
            double balance,
            double restlessness) {}

    private Case suspicion(Profile profile, Origin origin, long minute) {
        double usual = profile.usualTenMinutes(settings);
        double flow = origin.flow(minute);
        double restlessness = profile.circle.arrivals.perDay();
        double strangeness = strangeness(origin, minute);
        double prior = (origin.isNearKnown() ? NEAR : FAR) + RESTLESS * Ln.of(1 + 2 * restlessness);
        double before = origin.familiarFlowAtStart();
        return new Case(
                usual,
                Ln.of(Math.max(1, flow) / usual),
                strangeness,
                strangeness + prior,
                flow > TIMES_FAMILIAR * before * Origin.FADING_MINUTES / 60,
                balance(origin, before, profile.circle.familiarFlow(minute), usual),
                restlessness);
    }

    private static double strangeness(Origin origin, long minute) {
        int traits = origin.strangeness();
        boolean carries = origin.strangenessCarries(minute, CARRYING);
        return (Strangeness.has(traits, Strangeness.MODEL) ? STRANGE_MODEL : 0)
                + (carries && Strangeness.has(traits, Strangeness.APPLICATION) ? STRANGE_APPLICATION : 0)
                + (carries && Strangeness.has(traits, Strangeness.AGENT) ? STRANGE_AGENT : 0);
    }

    private static double balance(Origin origin, double before, double now, double usual) {
        if (origin.activeMinutes() < MOVE_MINUTES) {
            return 0;
        }
        double noticeable = MOVE_NOTICEABLE * usual;
        if (before > noticeable && now < MOVED_AWAY * before) {
            return -MOVE_WEIGHT;
        }
        return now > STAYED * before && now > noticeable ? MOVE_WEIGHT : 0;
    }

    private static int severity(Case suspicion, Origin origin, Caller caller, Bar bar) {
        boolean early = origin.activeMinutes() <= EARLY_MINUTES || origin.strangeness() != Strangeness.NONE;
        if (early && origin.density() >= LEAST_DENSITY) {
            if (suspicion.flow() + suspicion.evidence() >= bar.margin(STOLEN_SCORE)
                    && suspicion.flow() >= STOLEN_LEAST_FLOW
                    && suspicion.strangeness() >= STOLEN_LEAST_STRANGENESS) {
                return 5;
            }
            if (suspicion.flow() >= bar.margin(SURGE_FLOW) && suspicion.ahead()) {
                return 4;
            }
        }
        if (isTrickle(suspicion, origin, bar)) {
            return 4;
        }
        if (suspicion.evidence() >= bar.margin(NOTABLE_EVIDENCE)) {
            if (caller.newOrigin()) {
                return Strangeness.has(origin.strangeness(), Strangeness.MODEL) ? 3 : 2;
            }
            if (origin.activeMinutes() <= NOTABLE_MINUTES && !origin.isAnnounced()) {
                return 3;
            }
        }
        return 0;
    }

    private static boolean isTrickle(Case suspicion, Origin origin, Bar bar) {
        return origin.activeMinutes() >= TRICKLE_MINUTES
                && origin.density() >= TRICKLE_DENSITY
                && suspicion.flow() >= TRICKLE_LEAST_FLOW
                && suspicion.restlessness() < TRICKLE_RESTLESSNESS
                && suspicion.evidence() + suspicion.balance() >= bar.margin(TRICKLE_EVIDENCE);
    }

    /** Grows with the evidence, and with the days that the baseline rests on. */
    private static double confidence(Case suspicion, int days) {
        return TokenSpike.confidence(StrictMath.exp(Math.max(0, suspicion.evidence())), days);
    }
}
