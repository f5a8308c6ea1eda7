// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What the calls of half an hour look like.
 *
 * @param input input tokens
 * @param output output tokens
 * @param calls calls that were served
 */
record HalfHour(long input, long output, long calls) {

    static final int MINUTES = 30;

    private static final long FEWEST_CALLS = 20;

    /** The half hour that ends with a minute. */
    static HalfHour endingWith(long minute, MinuteRing minutes) {
        long first = minute - MINUTES + 1;
        long calls = minutes.calls(first, minute);
        return calls < FEWEST_CALLS
                ? new HalfHour(0, 0, calls)
                : new HalfHour(minutes.inputTokens(first, minute), minutes.outputTokens(first, minute), calls);
    }

    /** Whether there were enough calls to speak of a shape. */
    boolean saysEnough() {
        return calls >= FEWEST_CALLS;
    }

    double inputPerCall() {
        return (double) input / calls;
    }

    double outputPerCall() {
        return (double) output / calls;
    }

    long tokens() {
        return input + output;
    }
}
