// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import java.util.List;

/**
 * TOKEN_SPIKE of a stranger at home: calls from a familiar place that do not introduce themselves as the identity's
 * own do, or ask for a model that is no habit. A third of thieves sit in the victim's own cloud, and the origin gives
 * nothing away.
 *
 * <p>Remembers what flows from such calls and what was strange about them; a pause of an hour begins anew, what was
 * strange is remembered for two days.
 */
final class OddCaller {

    private static final int PAUSE = 60;
    private static final int ARMED_MINUTES = 2_880;
    private static final int DENSITY_MINUTES = 10;
    private static final int DENSITY_BITS = (1 << DENSITY_MINUTES) - 1;
    private static final int LEAST_DENSITY = 2;
    private static final double STOLEN_FLOW = -0.7;
    private static final double STRANGE_MODEL_FLOW = 1.1;
    private static final double SURGE_FLOW = 0.2;
    private static final int OTHER_TRAITS = Strangeness.APPLICATION | Strangeness.AGENT | Strangeness.REFUSED;
    /** Before everything: event times begin in 2020. */
    private static final long NEVER = 0;

    private final Flow flow;
    private long lastMinute = NEVER;
    private long probedAt = NEVER;
    private int window;
    private int strangeness;

    OddCaller() {
        flow = new Flow(Fading.TEN_MINUTES);
    }

    private OddCaller(StateReader in) {
        lastMinute = in.number();
        flow = new Flow(Fading.TEN_MINUTES, in, lastMinute);
        probedAt = in.number();
        window = in.count();
        strangeness = in.count();
    }

    /** Takes in a call from a familiar place; true when it is odd. */
    boolean note(Caller caller, Usage usage, Identity identity, long minute) {
        boolean oddApplication = caller.hasStrange(Strangeness.APPLICATION)
                && (usage.application() == null || identity.declaresApplications());
        if (!oddApplication && !caller.hasStrange(Strangeness.AGENT) && !caller.hasStrange(Strangeness.MODEL)) {
            return false;
        }
        if (minute - lastMinute > PAUSE) {
            flow.empty();
            window = 0;
            strangeness = minute - lastMinute > ARMED_MINUTES ? Strangeness.NONE : strangeness;
        }
        if (minute > lastMinute) {
            long pause = minute - lastMinute;
            window = pause < DENSITY_MINUTES ? ((window << pause) | 1) & DENSITY_BITS : 1;
            lastMinute = minute;
        }
        flow.add(minute, usage.tokens());
        strangeness |= caller.strangeness();
        return true;
    }

    /** Whether a new model is more than a trial: it was refused, or nobody of the identity's own asked for it. */
    boolean isProbe(Caller caller, long minute) {
        boolean probe = caller.newModel()
                && (caller.hasStrange(Strangeness.REFUSED)
                        || (caller.hasStrange(Strangeness.APPLICATION) && caller.hasStrange(Strangeness.AGENT)));
        if (probe) {
            probedAt = minute;
        }
        return probe;
    }

    /** Whether a model was probed in a minute or within the two days before it. */
    boolean wasProbed(long minute) {
        return probedAt <= minute && minute - probedAt <= ARMED_MINUTES;
    }

    /** Judges what flows from odd calls in a minute that had one. */
    Verdict judge(Profile profile, long minute, DetectionSettings settings, Bar bar) {
        if (Integer.bitCount(window) < LEAST_DENSITY) {
            return Usual.INSTANCE;
        }
        double usual = profile.usualTenMinutes(settings);
        double part = Ln.of(Math.max(1, flow.with(minute)) / usual);
        boolean model = Strangeness.has(strangeness, Strangeness.MODEL);
        boolean more = (strangeness & OTHER_TRAITS) != 0;
        double least = model ? more ? STOLEN_FLOW : STRANGE_MODEL_FLOW : Double.POSITIVE_INFINITY;
        double stolen = bar.level(least);
        double surge = bar.margin(SURGE_FLOW);
        int severity = part >= stolen ? 5 : part >= surge ? 4 : 0;
        if (severity == 0) {
            return Usual.INSTANCE;
        }
        double threshold = usual * StrictMath.exp(Math.min(stolen, surge));
        return new Signal(
                        AlertKind.TOKEN_SPIKE,
                        null,
                        minute,
                        (int) Origin.FADING_MINUTES,
                        TokenSpike.UNIT,
                        flow.with(minute) / Origin.FADING_MINUTES,
                        usual / Origin.FADING_MINUTES,
                        threshold / Origin.FADING_MINUTES,
                        severity,
                        TokenSpike.confidence(flow.with(minute) / threshold, profile.days()))
                .ofStrangers(model ? List.of(AlertKind.NEW_MODEL) : List.of());
    }

    void write(StateWriter out) {
        out.number(lastMinute);
        flow.write(out, lastMinute);
        out.number(probedAt);
        out.number(window);
        out.number(strangeness);
    }

    static OddCaller read(StateReader in) {
        return new OddCaller(in);
    }
}
