// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;

/**
 * One labelled attack or mishap.
 *
 * @param identities whom it concerns; several when one source tries the keys of many
 * @param type what it is, in the labels' words
 * @param probe minute of the first sign, such as a thief's trial call; the start when there is none
 * @param start first minute
 * @param end minute after the last
 * @param magnitude how many times the identity's typical peak; {@code NaN} when the label says nothing
 * @param tokens what it consumes in all; 0 when the label says nothing
 */
public record Incident(
        List<Integer> identities, String type, long probe, long start, long end, double magnitude, double tokens) {

    /** Copies the list. */
    public Incident {
        identities = List.copyOf(identities);
    }

    /** How long it lasts, in minutes. */
    public long minutes() {
        return end - start;
    }
}
