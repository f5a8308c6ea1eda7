// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of few identities: decoded on the heap, so that asking costs the many nothing, and packed in a store.
 *
 * @param <T> what is known of one
 */
final class KeptOfFew<T> {

    private final KeyValueStore<String, byte[]> store;
    private final Function<T, byte[]> pack;
    private final T nothing;
    private final Map<String, T> decoded = new HashMap<>();

    KeptOfFew(KeyValueStore<String, byte[]> store, Function<byte[], T> unpack, Function<T, byte[]> pack, T nothing) {
        this.store = store;
        this.pack = pack;
        this.nothing = nothing;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> decoded.put(entry.key, unpack.apply(entry.value)));
        }
    }

    /** What is known of an identity. */
    T of(String identityId) {
        return decoded.isEmpty() ? nothing : decoded.getOrDefault(identityId, nothing);
    }

    /** From now on this is known of it. */
    void put(String identityId, T known) {
        if (known.equals(nothing)) {
            decoded.remove(identityId);
            store.delete(identityId);
        } else {
            decoded.put(identityId, known);
            store.put(identityId, pack.apply(known));
        }
    }
}
