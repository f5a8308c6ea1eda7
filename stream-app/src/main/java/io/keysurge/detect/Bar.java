// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How high the bar is for one identity, kind of alert and minute, beside what the detector itself asks for.
 *
 * @param sensitivity 1 as found best on real traffic; at 2 half the margin is enough, at 0.5 it takes twice
 * @param ceiling factor by which more than usual is expected just now; 1 when nothing is
 */
record Bar(double sensitivity, double ceiling) {

    static final Bar USUAL = new Bar(1, 1);

    /** A margin in natural logarithms, raised or lowered. */
    double margin(double margin) {
        return isUsual() ? margin : margin / sensitivity + Ln.of(ceiling);
    }

    /** A level in natural logarithms, which may be below zero: at a sensitivity of 2 half of what it stands for is enough. */
    double level(double level) {
        return isUsual() ? level : level - Ln.of(sensitivity) + Ln.of(ceiling);
    }

    /** A multiple of the usual, raised or lowered. */
    double step(double step) {
        return isUsual() ? step : step / sensitivity * ceiling;
    }

    /** A count of things beyond the usual, raised or lowered. */
    double count(double count) {
        return isUsual() ? count : count / sensitivity * ceiling;
    }

    private boolean isUsual() {
        return sensitivity == 1 && ceiling == 1;
    }
}
