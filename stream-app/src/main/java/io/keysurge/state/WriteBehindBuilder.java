// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds one store for each task, in front of a store of its own.
 *
 * @param <S> what is built
 */
final class WriteBehindBuilder<S extends WriteBehindStore<KeyValueStore<String, byte[]>>> implements StoreBuilder<S> {

    private final StoreBuilder<KeyValueStore<String, byte[]>> behind;
    private final Function<KeyValueStore<String, byte[]>, S> inFront;

    WriteBehindBuilder(
            StoreBuilder<KeyValueStore<String, byte[]>> behind, Function<KeyValueStore<String, byte[]>, S> inFront) {
        this.behind = behind.withCachingDisabled();
        this.inFront = inFront;
    }

    @Override
    public S build() {
        return inFront.apply(behind.build());
    }

    @Override
    public String name() {
        return behind.name();
    }

    /** Without effect: the store is a cache itself. */
    @Override
    public StoreBuilder<S> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
        behind.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        behind.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return behind.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return behind.loggingEnabled();
    }
}
