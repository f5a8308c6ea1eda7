// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How often an identity was spoken of lately. One whose habits change all the time sets a higher bar for what is
 * merely notable, so that it does not use up people's attention; what is severe is never held back.
 *
 * <p>Counts episodes about the rate, each fading with event time to a third in {@value #FADING_MINUTES} minutes.
 */
final class AlertBudget {

    private static final double FADING_MINUTES = 5_040;
    /** What each remembered episode adds to a margin, as a natural logarithm. */
    private static final double PER_EPISODE = 0.4;

    /** Below this nothing is remembered any more. */
    private static final double LEAST = 0.01;

    private double spent;
    private long at;

    /** Takes in that an episode began. */
    void spend(long minute) {
        fadeTo(minute);
        spent += 1;
    }

    /** The bar for what is notable, raised by what was spent. */
    Bar raise(Bar bar, long minute) {
        fadeTo(minute);
        return spent < LEAST ? bar : new Bar(bar.sensitivity(), bar.ceiling() * StrictMath.exp(PER_EPISODE * spent));
    }

    private void fadeTo(long minute) {
        if (minute > at) {
            spent = spent < LEAST ? 0 : spent * StrictMath.exp((at - minute) / FADING_MINUTES);
            at = minute;
        }
    }

    void write(StateWriter out) {
        out.real(spent);
        out.number(at);
    }

    static AlertBudget read(StateReader in) {
        var budget = new AlertBudget();
        budget.spent = in.real();
        budget.at = in.number();
        return budget;
    }
}
