// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Cache;
import org.rocksdb.Options;

@DisplayName("The memory of RocksDB")
class RocksDbMemoryTest {

    private static final long BYTES = 2L * 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void is_one_for_all_stores() {
        try (var one = new Options();
                var other = new Options()) {
            assertThat(cacheOf(one, BYTES)).isSameAs(cacheOf(other, BYTES));
            assertThat(one.writeBufferManager()).isSameAs(other.writeBufferManager());
        }
    }

    @Test
    void is_as_large_as_it_is_set() {
        try (var one = new Options();
                var other = new Options()) {
            assertThat(cacheOf(one, BYTES)).isNotSameAs(cacheOf(other, 2 * BYTES));
        }
    }

    @Test
    void outlives_the_stores_that_use_it_and_bounds_what_they_take() {
        Cache cache;
        try (var options = new Options()) {
            cache = cacheOf(options, BYTES);
        }
        fill(0);
        fill(1);
        assertThat(cache.isOwningHandle()).isTrue();
        assertThat(cache.getUsage()).isLessThan(2 * BYTES);
    }

    /** Writes eight times what the memory holds, reads it all, and closes the store. */
    private void fill(int task) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        properties.put(RocksDbMemory.BYTES, BYTES);
        var context = new MockProcessorContext<Void, Void>(properties, new TaskId(0, task), directory.toFile());
        context.setRecordMetadata("usage", 0, 0);
        KeyValueStore<Integer, byte[]> store = keyValueStoreBuilder(
                        persistentKeyValueStore("profiles"), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        for (int i = 0; i < 1_000; i++) {
            store.put(i, new byte[16 * 1024]);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(store.get(i)).hasSize(16 * 1024);
        }
        assertThat(store.get(1_000)).isNull();
        store.close();
    }

    private static Cache cacheOf(Options options, long bytes) {
        var table = new BlockBasedTableConfigWithAccessibleCache();
        options.setTableFormatConfig(table);
        new RocksDbMemory().setConfig("profiles", options, Map.of(RocksDbMemory.BYTES, bytes));
        return table.blockCache();
    }
}
