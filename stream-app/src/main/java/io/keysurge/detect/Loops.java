// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import org.jspecify.annotations.Nullable;

/**
 * RUNAWAY_LOOP: near-identical calls at a steady, high pace. An agent that is stuck asks the same thing again as fast
 * as it is answered; people and programs at work scatter.
 *
 * <p>Callers are told apart by application, agent, model and origin, in {@value #CALLERS} places by hash, and the
 * identity as a whole has one more: a loop beside normal work shows in its own place, one that fills the identity in
 * the whole.
 */
final class Loops {

    private static final int CALLERS = 16;
    private static final int WHOLE = CALLERS;
    private static final int NOTABLE = 3;
    private static final int SEVERE = 4;

    private static final double ALIKE_SIZE = 0.03;
    private static final double ON_A_CLOCK = 0.03;
    /** Calls a minute below which regularity says little: one job makes several. */
    private static final long LEAST_CALLS = 20;

    private static final double CALLER_LEVEL = 0.5;
    private static final double ALIKE_TOKENS = 0.015;
    private static final double WHOLE_LEVEL = 1.15;
    /** How far above its usual clockwork an identity may go, as a natural logarithm. */
    private static final double CLOCKWORK_MARGIN = 0.4;

    private static final long LEAST_TOKENS = 3_000;
    private static final int LEVEL_MINUTES = 10;

    private static final Loop[] NONE = {};

    /** Those of the places that were used, in their order: most identities have one caller or two. */
    private Loop[] loops = NONE;
    /** Places that were used, one bit each. */
    private int used;
    /** Places with a minute under way, one bit each. */
    private int open;
    /** Places that may be in a long run; the others need not be looked at. */
    private int running;

    Loops() {}

    private Loops(StateReader in) {
        used = in.count();
        loops = used == 0 ? NONE : new Loop[Integer.bitCount(used)];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new Loop(in);
        }
        open = used;
        running = used;
    }

    /** Takes one event in; a late one counts as of now. */
    void add(Usage usage, long now) {
        if (usage.tokens() == 0 && usage.countedCalls() == 0) {
            return;
        }
        add(place(usage), usage, now);
        add(WHOLE, usage, now);
    }

    private void add(int place, Usage usage, long now) {
        if (!isUsed(place)) {
            begin(place);
        }
        at(place).add(now, usage.tokens(), usage.countedCalls());
        open |= 1 << place;
    }

    private boolean isUsed(int place) {
        return (used & (1 << place)) != 0;
    }

    private void begin(int place) {
        int index = index(place);
        Loop[] more = new Loop[loops.length + 1];
        System.arraycopy(loops, 0, more, 0, index);
        more[index] = new Loop();
        System.arraycopy(loops, index, more, index + 1, loops.length - index);
        loops = more;
        used |= 1 << place;
    }

    /** The loop of a place that was used. */
    private Loop at(int place) {
        return loops[index(place)];
    }

    private int index(int place) {
        return Integer.bitCount(used & ((1 << place) - 1));
    }

    /** Ends the minutes that are under way, because a later one begins. */
    void finish() {
        for (int rest = open; rest != 0; rest &= rest - 1) {
            int place = Integer.numberOfTrailingZeros(rest);
            Loop loop = at(place);
            loop.finish();
            running = loop.isLong() ? running | 1 << place : running & ~(1 << place);
        }
        open = 0;
    }

    /**
     * Judges the minutes that are over. Clockwork that does not alert is learned: what ran while the baseline warmed
     * up, and what a tolerance with a ceiling lets pass. A loop that alerts teaches nothing.
     */
    Verdict judge(Profile profile, long minute, DetectionSettings settings, Bar bar) {
        for (int rest = running; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            Loop loop = at(i);
            if (loop.isRunning(minute) && isClockwork(loop, i == WHOLE)) {
                double level = i == WHOLE && !isOnAClock(loop) ? WHOLE_LEVEL : CALLER_LEVEL;
                Verdict verdict = judge(loop, level, profile, minute, settings, bar);
                if (verdict instanceof Signal) {
                    return verdict;
                }
                profile.baseline.observeValue(Feature.CLOCKWORK_TOKENS, (double) loop.tokensBefore());
            }
        }
        return Usual.INSTANCE;
    }

    private static Verdict judge(
            Loop loop, double level, Profile profile, long minute, DetectionSettings settings, Bar bar) {
        double largest = profile.usualTenMinutes(settings) / LEVEL_MINUTES;
        double clockwork = profile.usuals(settings).value(Feature.CLOCKWORK_TOKENS);
        double beyond = clockwork == 0 ? 0 : Feature.CLOCKWORK_TOKENS.above(clockwork, bar.margin(CLOCKWORK_MARGIN));
        double threshold = Math.max(bar.step(level) * largest, beyond);
        if (profile.days() < settings.warmUpDays() || loop.tokensBefore() < threshold) {
            return Usual.INSTANCE;
        }
        // Without a word on who calls, a program on a clock looks the same.
        int severity = profile.circle.knowsOrigins() ? SEVERE : NOTABLE;
        return signal(loop, minute, largest, threshold, severity, profile.days());
    }

    private static boolean isClockwork(Loop loop, boolean whole) {
        return loop.tokensBefore() >= LEAST_TOKENS
                && loop.sizeScatter() < ALIKE_SIZE * ALIKE_SIZE
                && (isOnAClock(loop) || (whole && loop.tokensScatter() < ALIKE_TOKENS * ALIKE_TOKENS));
    }

    private static boolean isOnAClock(Loop loop) {
        return loop.callsBefore() >= LEAST_CALLS && loop.callsScatter() < ON_A_CLOCK;
    }

    private static Signal signal(Loop loop, long minute, double expected, double threshold, int severity, int days) {
        return new Signal(
                AlertKind.RUNAWAY_LOOP,
                null,
                minute,
                loop.minutes(),
                TokenSpike.UNIT,
                loop.tokensBefore(),
                expected,
                threshold,
                severity,
                TokenSpike.confidence(loop.tokensBefore() / threshold, days));
    }

    private static int place(Usage usage) {
        int hash = hash(usage.application());
        hash = 31 * hash + hash(usage.agent());
        hash = 31 * hash + hash(usage.model());
        hash = 31 * hash + hash(usage.network());
        hash = 31 * hash + hash(usage.region());
        hash *= 0x9E3779B1;
        return (hash >>> 16) & (CALLERS - 1);
    }

    private static int hash(@Nullable String text) {
        return text == null ? 0 : text.hashCode();
    }

    void write(StateWriter out) {
        int live = 0;
        for (int rest = isUsed(WHOLE) ? used : 0; rest != 0; rest &= rest - 1) {
            int place = Integer.numberOfTrailingZeros(rest);
            live |= at(place).isLive(at(WHOLE).openMinute()) ? 1 << place : 0;
        }
        out.number(live);
        for (int rest = live; rest != 0; rest &= rest - 1) {
            at(Integer.numberOfTrailingZeros(rest)).write(out);
        }
    }

    static Loops read(StateReader in) {
        return new Loops(in);
    }
}
