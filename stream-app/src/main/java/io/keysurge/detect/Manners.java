// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How the identity's own calls introduce themselves: with the name of an application or without, with that of an agent
 * or without. Counts calls from familiar places; each day counts for an eighth less than the next.
 */
final class Manners {

    /** Events that make a habit of introducing oneself. */
    private static final double ENOUGH = 50;
    /** The part of events below which leaving a name out is strange. */
    private static final double RARE = 0.01;

    private static final float KEPT_PER_DAY = 0.875f;

    private float named;
    private float unnamed;
    private float withAgent;
    private float withoutAgent;
    private long namedToday;
    private long unnamedToday;
    private long withAgentToday;
    private long withoutAgentToday;

    void note(boolean application, boolean agent) {
        namedToday += application ? 1 : 0;
        unnamedToday += application ? 0 : 1;
        withAgentToday += agent ? 1 : 0;
        withoutAgentToday += agent ? 0 : 1;
    }

    /** Whether a call that names no application stands out. */
    boolean alwaysNameApplications() {
        return unnamed < RARE * (named + unnamed) && named + unnamed >= ENOUGH;
    }

    /** Whether a call that names no agent stands out. */
    boolean alwaysNameAgents() {
        return withoutAgent < RARE * (withAgent + withoutAgent) && withAgent + withoutAgent >= ENOUGH;
    }

    void endDay() {
        named = named * KEPT_PER_DAY + namedToday;
        unnamed = unnamed * KEPT_PER_DAY + unnamedToday;
        withAgent = withAgent * KEPT_PER_DAY + withAgentToday;
        withoutAgent = withoutAgent * KEPT_PER_DAY + withoutAgentToday;
        namedToday = 0;
        unnamedToday = 0;
        withAgentToday = 0;
        withoutAgentToday = 0;
    }

    void write(StateWriter out) {
        out.single(named);
        out.single(unnamed);
        out.single(withAgent);
        out.single(withoutAgent);
        out.number(namedToday);
        out.number(unnamedToday);
        out.number(withAgentToday);
        out.number(withoutAgentToday);
    }

    static Manners read(StateReader in) {
        var manners = new Manners();
        manners.named = in.single();
        manners.unnamed = in.single();
        manners.withAgent = in.single();
        manners.withoutAgent = in.single();
        manners.namedToday = in.number();
        manners.unnamedToday = in.number();
        manners.withAgentToday = in.number();
        manners.withoutAgentToday = in.number();
        return manners;
    }
}
