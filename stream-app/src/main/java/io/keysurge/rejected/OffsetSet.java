// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of places in a topic. Takes a bit for each of them and its neighbours, so millions fit where objects would not. */
public final class OffsetSet {

    private static final int CHUNK_BITS = 12;
    private static final int WITHIN = (1 << CHUNK_BITS) - 1;

    private final Map<Chunk, BitSet> chunks = new HashMap<>();
    private long size;

    private record Chunk(int partition, long number) {}

    /** Adds a place. */
    public void add(int partition, long offset) {
        BitSet chunk = chunks.computeIfAbsent(new Chunk(partition, offset >> CHUNK_BITS), first -> new BitSet());
        int bit = (int) (offset & WITHIN);
        if (!chunk.get(bit)) {
            chunk.set(bit);
            size++;
        }
    }

    /** True when the place was added. */
    public boolean contains(int partition, long offset) {
        BitSet chunk = chunks.get(new Chunk(partition, offset >> CHUNK_BITS));
        return chunk != null && chunk.get((int) (offset & WITHIN));
    }

    void add(Coordinates place) {
        add(place.partition(), place.offset());
    }

    boolean contains(Coordinates place) {
        return contains(place.partition(), place.offset());
    }

    long size() {
        return size;
    }
}
