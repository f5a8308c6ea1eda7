// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;

/** The detector's stores. Names are part of the running state: renaming one strands what was learned. */
public final class Stores {

    /** One packed profile per identity. */
    public static final String PROFILES = "profiles";
    /** What the registry says of each identity. */
    public static final String IDENTITIES = "identities";
    /** Identities with an open episode, and when the broker appended their newest usage, to the minute. */
    public static final String OPEN_EPISODES = "open-episodes";

    /** What is remembered of each source that tried keys, and when the broker appended its newest attempt. */
    public static final String SOURCES = "sources";

    /** What is remembered of new identities, under one key: a task has one. */
    public static final String FLOOD = "flood";

    /** Which credentials of an identity are known to be in other hands. */
    public static final String EXPOSURES = "exposures";

    /** The last moment before a commit; stays empty. */
    public static final String OUTBOX = "outbox";

    /** What is remembered of each group of identities. */
    public static final String GROUPS = "groups";

    /** What is remembered of each producer. */
    public static final String PRODUCERS = "producers";

    /** Budgets that groups share, as their topic has them: all of them in every instance. */
    public static final String SHARED_BUDGETS = "shared-budgets";
    /** Which actions should have stopped an identity. */
    public static final String REVOCATIONS = "revocations";

    /** Compaction works on closed segments only, and profiles are rewritten all the time. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(64 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(600_000),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");

    private Stores() {}

    /**
     * Profiles: packed bytes by identity, decoded on the heap.
     *
     * @param share how much heap they may take
     */
    public static StoreBuilder<ProfileStore> profiles(HeapShare share) {
        return new WriteBehindBuilder<>(byIdentity(PROFILES), packed -> new ProfileStore(packed, share));
    }

    /** Registered identities: packed bytes by identity. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> identities() {
        return byIdentity(IDENTITIES);
    }

    /** Append time in milliseconds since 1970 by identity. */
    public static StoreBuilder<KeyValueStore<String, Long>> openEpisodes() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(OPEN_EPISODES),
                        Serdes.String(),
                        Serdes.Long())
                .withLoggingEnabled(CHANGELOG);
    }

    /** Sources: packed bytes by source. Cached, because a source that tries keys tries many between two commits. */
    public static StoreBuilder<TimestampedKeyValueStore<String, byte[]>> sources() {
        return org.apache.kafka.streams.state.Stores.timestampedKeyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentTimestampedKeyValueStore(SOURCES),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** One small record. Cached, because it changes with every new identity. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> flood() {
        return inMemory(FLOOD).withCachingEnabled().withLoggingEnabled(CHANGELOG);
    }

    /** Exposed credentials: packed bytes by identity. In memory, because they are few. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> exposures() {
        return ofFew(EXPOSURES);
    }

    /** Actions that should have stopped an identity: packed bytes by identity. In memory, because they are few. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> revocations() {
        return ofFew(REVOCATIONS);
    }

    /** For what is added up between two commits. */
    public static StoreBuilder<Outbox> outbox() {
        return new WriteBehindBuilder<>(inMemory(OUTBOX).withLoggingDisabled(), Outbox::new);
    }

    /** Groups: packed bytes by sort and group. Cached, because a group is told of with every commit. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> groups() {
        return byIdentity(GROUPS).withCachingEnabled();
    }

    /** Producers: packed bytes by name. In memory, because they are few and change with every commit. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> producers() {
        return ofFew(PRODUCERS);
    }

    /** Shared budgets: Avro by group. Its topic is its changelog. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> sharedBudgets() {
        return inMemory(SHARED_BUDGETS).withLoggingDisabled();
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> ofFew(String name) {
        return inMemory(name).withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> byIdentity(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
