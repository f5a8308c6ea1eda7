// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/** Every peer, from the simplest on. */
public final class Peers {

    private Peers() {}

    /** One of each. */
    public static List<Peer> all() {
        return List.of(
                new MultipleOfMean(),
                new ZScore(),
                new EwmaChart(),
                new MedianDeviation(),
                new SeasonalZ(),
                new TrailingMaximum(),
                new RandomCutForest());
    }
}
