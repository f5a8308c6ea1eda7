// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds one store of profiles for each task, all on the same share of the heap. */
final class ProfileStoreBuilder implements StoreBuilder<ProfileStore> {

    private final StoreBuilder<KeyValueStore<String, byte[]>> behind;
    private final HeapShare share;

    ProfileStoreBuilder(StoreBuilder<KeyValueStore<String, byte[]>> behind, HeapShare share) {
        this.behind = behind.withCachingDisabled();
        this.share = share;
    }

    @Override
    public ProfileStore build() {
        return new ProfileStore(behind.build(), share);
    }

    @Override
    public String name() {
        return behind.name();
    }

    /** Without effect: the store is a cache itself. */
    @Override
    public StoreBuilder<ProfileStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<ProfileStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<ProfileStore> withLoggingEnabled(Map<String, String> config) {
        behind.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<ProfileStore> withLoggingDisabled() {
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
