// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * A network and region that an identity is used from: since when, how densely, how much flows from it lately, and what
 * was strange about its calls.
 */
final class Origin extends Named {

    static final double FADING_MINUTES = 10;

    private static final char SEPARATOR = '/';

    private static final int FAMILIAR_MINUTES = 30;
    private static final int FAMILIAR_AGE = 2_880;
    /** Minutes of unsuspicious use after which an origin is familiar however young it is. */
    private static final int EARNED_MINUTES = 120;
    /** The same for one that was there while everything was new. */
    private static final int FOUNDING_MINUTES = 10;

    private static final int DENSITY_MINUTES = 10;
    private static final int DENSITY_BITS = (1 << DENSITY_MINUTES) - 1;
    private static final int MOST_MINUTES = 30_000;
    private static final int PAUSE = 60;

    private final boolean founding;
    private final boolean nearKnown;
    private final Flow flow;
    private final Flow strangeFlow;
    private int activeMinutes;
    private int window;
    private int strangeness;
    private @Nullable String strangeModel;
    private float familiarFlowAtStart;
    private boolean announced;

    /**
     * An origin that appears.
     *
     * @param founding true while the identity itself is new
     * @param nearKnown true when its network is known from another region
     */
    Origin(String name, long minute, boolean founding, boolean nearKnown) {
        super(name, minute);
        this.founding = founding;
        this.nearKnown = nearKnown;
        flow = new Flow(Fading.TEN_MINUTES);
        strangeFlow = new Flow(Fading.TEN_MINUTES);
    }

    Origin(StateReader in) {
        super(in, false);
        int bits = in.count();
        founding = (bits & 1) != 0;
        nearKnown = (bits & 2) != 0;
        announced = (bits & 4) != 0;
        flow = new Flow(Fading.TEN_MINUTES, in, lastMinute());
        strangeFlow = new Flow(Fading.TEN_MINUTES, in, lastMinute());
        activeMinutes = in.count();
        window = in.count();
        strangeness = in.count();
        strangeModel = in.text();
        familiarFlowAtStart = in.single();
    }

    /** Takes in one event. */
    void use(long minute, long tokens, boolean strange, double familiarFlow) {
        if (minute > lastMinute() || activeMinutes == 0) {
            long pause = minute - lastMinute();
            window = pause < DENSITY_MINUTES ? ((window << pause) | 1) & DENSITY_BITS : 1;
            activeMinutes = Math.min(activeMinutes + 1, MOST_MINUTES);
            if (activeMinutes == 1 || pause > PAUSE) {
                familiarFlowAtStart = (float) familiarFlow;
            }
        }
        super.use(minute, tokens);
        flow.add(minute, tokens);
        strangeFlow.add(minute, strange ? tokens : 0);
    }

    /** Whether it counted as one of the identity's own before a minute. */
    boolean isFamiliar(long minute) {
        int before = activeMinutesBefore(minute);
        if (founding) {
            return before >= FOUNDING_MINUTES;
        }
        return (before >= FAMILIAR_MINUTES && minute - firstMinute() >= FAMILIAR_AGE)
                || (strangeness == Strangeness.NONE && before >= EARNED_MINUTES);
    }

    int activeMinutes() {
        return activeMinutes;
    }

    private int activeMinutesBefore(long minute) {
        return lastMinute() >= minute && activeMinutes > 0 ? activeMinutes - 1 : activeMinutes;
    }

    /** Active minutes among the last ten. */
    int density() {
        return Integer.bitCount(window);
    }

    /** Tokens of the last minutes, fading. */
    double flow(long minute) {
        return flow.with(minute);
    }

    /** Whether what is strange carries a part of the flow worth speaking of. */
    boolean strangenessCarries(long minute, double part) {
        return activeMinutes <= 2 || strangeFlow.with(minute) >= part * flow.before(minute);
    }

    /** What flowed from familiar places when this origin appeared. */
    double familiarFlowAtStart() {
        return familiarFlowAtStart;
    }

    int strangeness() {
        return strangeness;
    }

    @Nullable
    String strangeModel() {
        return strangeModel;
    }

    void addStrangeness(int traits, @Nullable String model) {
        if (Strangeness.has(traits, Strangeness.MODEL) && !Strangeness.has(strangeness, Strangeness.MODEL)) {
            strangeModel = model;
        }
        strangeness |= traits;
    }

    /** The model turned out to be one of the identity's own. */
    void clearStrangeModel() {
        strangeness &= ~Strangeness.MODEL;
        strangeModel = null;
    }

    /** The name of an origin: its network and region, which may be empty. */
    static String name(@Nullable String network, @Nullable String region) {
        return (network == null ? "" : network) + SEPARATOR + (region == null ? "" : region);
    }

    /** Whether another origin is of the same network. */
    boolean sharesNetwork(String other) {
        int end = name().lastIndexOf(SEPARATOR);
        return end > 0 && end == other.lastIndexOf(SEPARATOR) && name().startsWith(other.substring(0, end));
    }

    boolean isNearKnown() {
        return nearKnown;
    }

    boolean isAnnounced() {
        return announced;
    }

    void announce() {
        announced = true;
    }

    @Override
    void write(StateWriter out) {
        super.write(out);
        out.number((founding ? 1 : 0) | (nearKnown ? 2 : 0) | (announced ? 4 : 0));
        flow.write(out, lastMinute());
        strangeFlow.write(out, lastMinute());
        out.number(activeMinutes);
        out.number(window);
        out.number(strangeness);
        out.text(strangeModel);
        out.single(familiarFlowAtStart);
    }
}
