// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Has all stores of the process share one bounded piece of memory outside the heap. Left alone, each store of each task
 * takes up to 98 MB of its own.
 *
 * <p>Kafka Streams makes one of these per store. What is shared belongs to the process and is never closed; what a
 * store has of its own, Kafka Streams closes.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

    /** The setting that says how many bytes there are. */
    public static final String BYTES = "state.rocksdb.bytes";

    private static final Map<Long, Shared> SHARED = new ConcurrentHashMap<>();

    /** Profiles are written over and over: what is written over while it is in here need not be merged on disk. */
    private static final long WRITE_BUFFER = 16L * 1024 * 1024;

    private static final int MOST_WRITE_BUFFERS = 2;
    /** Every store that was ever written to holds at least one: half a megabyte, as is usual, is much for hundreds of stores. */
    private static final long LEAST_WRITE_BUFFER = 64L * 1024;

    private static final int AUTOMATIC = -1;
    /** Of the cache, kept free of data: without index and filter a look-up reads from disk twice. */
    private static final double INDEX_PART = 0.1;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        long bytes = Long.parseLong(String.valueOf(configs.get(BYTES)));
        Shared shared = SHARED.computeIfAbsent(bytes, Shared::of);
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        // Kafka Streams leaves the last level without Bloom filters; but identities that nobody registered are asked
        // for.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(shared.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(MOST_WRITE_BUFFERS);
        options.setArenaBlockSize(LEAST_WRITE_BUFFER);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing was made for this store alone.
    }

    /**
     * What the stores of a process share.
     *
     * @param cache what was read, indexes and filters, and the account of what is yet to be written
     * @param writeBuffers what is yet to be written
     */
    private record Shared(Cache cache, WriteBufferManager writeBuffers) {

        /** The limit is not strict: a store would rather take a little more than fail to read. */
        static Shared of(long bytes) {
            var cache = new LRUCache(bytes, AUTOMATIC, false, INDEX_PART);
            return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
    }
}
