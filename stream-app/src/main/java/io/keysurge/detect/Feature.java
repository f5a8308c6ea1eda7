// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What is measured of an identity and compared with its own usual. Their places are part of the state.
 *
 * <p>Everything is compared as a natural logarithm, so that a margin is a factor: 0.7 is twice, 1.1 three times.
 */
enum Feature {
    /** Tokens in one minute. */
    MINUTE_TOKENS(0, 20),
    /** Tokens in a minute, or in the one before where that is less: one busy minute alone is no burst. */
    BURST_TOKENS(1, 20),
    /** Tokens a minute over ten minutes. */
    LEVEL_TOKENS(2, 20),
    /** Tokens a minute over an hour. */
    HOUR_TOKENS(3, 20),
    /** Calls in one minute. */
    MINUTE_CALLS(4, 0.5),
    /** Calls in a minute, or in the one before where that is less. */
    BURST_CALLS(5, 0.5),
    /** Calls a minute over ten minutes. */
    LEVEL_CALLS(6, 0.5),
    /** Calls a minute over an hour. */
    HOUR_CALLS(7, 0.5),
    /** Input tokens per call over half an hour. */
    INPUT_PER_CALL(8, 0.05),
    /** Output tokens per call over half an hour. */
    OUTPUT_PER_CALL(9, 0.05),
    /** How far above the usual of its hour of the day an identity is, already a logarithm. */
    ODDNESS(10, 0),
    /** Distinct applications within the fan-out window. */
    APPLICATIONS(11, 0),
    /** Refused calls within ten minutes. */
    REFUSED_CALLS(12, 1),
    /** Tokens in a minute of calls that come on a clock and are all alike. */
    CLOCKWORK_TOKENS(13, 20);

    static final int COUNT = values().length;

    private final int index;
    private final double rest;
    private final double logOfNothing;

    Feature(int index, double rest) {
        this.index = index;
        this.rest = rest;
        this.logOfNothing = Ln.of(rest);
    }

    /** Its place in the state. */
    int index() {
        return index;
    }

    /** Added to both sides of a comparison, in the feature's unit, so that next to nothing has no large ratios. */
    double rest() {
        return rest;
    }

    /** What {@link #log} makes of no use at all. */
    double logOfNothing() {
        return logOfNothing;
    }

    /** The feature as it is compared. */
    double log(double value) {
        return Ln.of(value + rest);
    }

    /** What {@link #log} makes of a value, undone. */
    double value(double log) {
        return Math.max(0, StrictMath.exp(log) - rest);
    }

    /** The value that is {@code margin} above another: {@code (usual + rest) * e^margin - rest}. */
    double above(double usual, double margin) {
        return (usual + rest) * StrictMath.exp(margin) - rest;
    }
}
