// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of places in a topic. Takes a bit for each of them and its neighbours, so millions fit where objects would not. */
final class OffsetSet {

    private static final int CHUNK_BITS = 12;
    private static final int WITHIN = (1 << CHUNK_BITS) - 1;

    private final Map<Coordinates, BitSet> chunks = new HashMap<>();
    private long size;

    void add(Coordinates place) {
        BitSet chunk = chunks.computeIfAbsent(chunk(place), first -> new BitSet());
        int bit = (int) (place.offset() & WITHIN);
        if (!chunk.get(bit)) {
            chunk.set(bit);
            size++;
        }
    }

    boolean contains(Coordinates place) {
        BitSet chunk = chunks.get(chunk(place));
        return chunk != null && chunk.get((int) (place.offset() & WITHIN));
    }

    long size() {
        return size;
    }

    private static Coordinates chunk(Coordinates place) {
        return new Coordinates(place.partition(), place.offset() >> CHUNK_BITS);
    }
}
