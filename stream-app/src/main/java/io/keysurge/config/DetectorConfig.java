// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.state.RocksDbMemory;
import io.keysurge.topology.CommitPace;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of the detector as a process. */
public final class DetectorConfig {

    /** Address that health and metrics listen on. */
    public static final String HTTP_HOST = "detector.http.host";
    /** Port that health and metrics listen on. */
    public static final String HTTP_PORT = "detector.http.port";
    /** Threads that judge usage. */
    public static final String THREADS = "detector.threads";
    /** Where state is kept on disk. */
    public static final String STATE_DIR = "state.dir";

    private static final String APPLICATION_ID = "detector.application.id";
    private static final String GUARANTEE = "detector.processing.guarantee";
    private static final String COMMIT_INTERVAL = CommitPace.INTERVAL;
    private static final String COMMIT_INTERVAL_BEHIND = "detector.commit.interval.behind.ms";
    private static final String GROUP_PROTOCOL = "detector.group.protocol";
    private static final String STANDBYS = "detector.standby.replicas";
    private static final String REPLICATION = "detector.replication.factor";
    private static final String SESSION_TIMEOUT = "detector.session.timeout.ms";
    private static final String HEAP = "state.heap.bytes";
    private static final String CACHE = "state.cache.bytes";
    /** Kafka Streams warns while it is not set; its constant is deprecated because the next major release has it on. */
    private static final String GLOBAL_THREAD_HANDLER = "processing.exception.handler.global.enabled";

    /** Half the ten seconds after which brokers abort a transaction of Kafka Streams that nobody ended. */
    private static final long LONGEST_COMMIT_INTERVAL = 5_000;

    /**
     * An eighth of the heap: with clients and buffers that stays below what has G1 mark the heap all the time. With a
     * quarter and a million identities, marking and moving took a third of all processor time, and reading from disk what
     * is not here takes less.
     */
    private static final int HEAP_PART = 8;

    private static final long LEAST_ROCKS_DB_BYTES = 1024 * 1024;

    /**
     * Kafka Streams takes the oldest of the records that it has fetched, but judges usage without what the registry said
     * before it where that is not fetched yet, unless it waits for what it knows to be there. 0 waits for that and for
     * nothing else. To look for it costs a microsecond per event (KAFKA-19682).
     */
    private static final long WAIT_FOR_KNOWN_RECORDS = 0;

    private static final int TRANSACTIONAL_LINGER_MILLIS = 5;
    /** What a batch is compressed in: each takes room for so much, however little is in it. */
    private static final int BATCH_BYTES = 64 * 1024;

    private static final int HIGHEST_PORT = 65_535;

    private DetectorConfig() {}

    /** Every setting of the detector: common ones, those of judgement, those of the process. */
    public static ConfigDef definition() {
        return SpendConfig.addTo(DetectionConfig.addTo(CommonSettings.definition()))
                .define(HTTP_HOST, STRING, "127.0.0.1", LOW, "Address that health and metrics listen on.")
                .define(
                        HTTP_PORT,
                        INT,
                        21100,
                        between(0, HIGHEST_PORT),
                        MEDIUM,
                        "Port that health and metrics listen on; 0 takes a free one.")
                .define(
                        STATE_DIR,
                        STRING,
                        ".keysurge/state",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Folder of the state stores: one per instance, on a disk that is not cleaned by others.")
                .define(
                        HEAP,
                        LONG,
                        0L,
                        atLeast(0),
                        MEDIUM,
                        "Heap for profiles in use, about 3 kB each, and 12 kB of one in use all hour; others are read from disk. 0 takes an eighth of the largest heap.")
                .define(
                        RocksDbMemory.BYTES,
                        LONG,
                        128L * 1024 * 1024,
                        atLeast(LEAST_ROCKS_DB_BYTES),
                        MEDIUM,
                        "Memory outside the heap for all state stores together; half of it for what is yet to be written.")
                .define(
                        CACHE,
                        LONG,
                        8L * 1024 * 1024,
                        atLeast(0),
                        LOW,
                        "Heap for sources of attempts that wait for the next commit.")
                .define(
                        APPLICATION_ID,
                        STRING,
                        "",
                        HIGH,
                        "Consumer group, and what internal topics and transactions begin with. Empty: topic.prefix followed by detector.")
                .define(
                        GUARANTEE,
                        STRING,
                        StreamsConfig.EXACTLY_ONCE_V2,
                        ConfigDef.ValidString.in(StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE),
                        HIGH,
                        "exactly_once_v2: each event counts once, whatever fails. at_least_once: alerts leave sooner, and a crash may count events twice, rarely loses an alert, and loses what groups of identities consumed since the last commit.")
                .define(
                        COMMIT_INTERVAL,
                        LONG,
                        500L,
                        between(20, LONGEST_COMMIT_INTERVAL),
                        MEDIUM,
                        "How often work is committed while the detector keeps up. Under exactly_once_v2 an alert becomes visible with a commit and asks for one at once, up to twenty times a second; what is judged of groups and sources waits for the commits in between.")
                .define(
                        COMMIT_INTERVAL_BEHIND,
                        LONG,
                        2_000L,
                        between(20, LONGEST_COMMIT_INTERVAL),
                        LOW,
                        "The same while usage is judged more than ten seconds after the broker appended it, and how often at the least at all times: catching up costs less so. Alerts do not ask then.")
                .define(
                        THREADS,
                        INT,
                        1,
                        between(1, 256),
                        MEDIUM,
                        "Threads that judge usage; at most one per partition is of use.")
                .define(
                        GROUP_PROTOCOL,
                        STRING,
                        "classic",
                        ConfigDef.ValidString.in("classic", "streams"),
                        LOW,
                        "Rebalance protocol. streams needs brokers of 4.2 or later and a group that never ran classic.")
                .define(
                        STANDBYS,
                        INT,
                        0,
                        between(0, 10),
                        MEDIUM,
                        "Warm copies of the state on other instances; 1 shortens the recovery from a lost machine.")
                .define(
                        REPLICATION,
                        INT,
                        -1,
                        between(-1, 10),
                        MEDIUM,
                        "Replication factor of internal topics; -1 takes the broker's default.")
                .define(
                        SESSION_TIMEOUT,
                        INT,
                        10_000,
                        between(1_000, 300_000),
                        LOW,
                        "Silence after which a lost instance's partitions go to another.");
    }

    /** Configuration of Kafka Streams where it is not known what the registry said: see {@link #streams(Settings, boolean)}. */
    public static Properties streams(Settings settings) {
        return streams(settings, true);
    }

    /**
     * Configuration of Kafka Streams; client settings given as {@code kafka.*} win where they are not ours to set.
     *
     * @param registryUnread whether the registry said anything that the detector has not taken in: if so, usage waits for it
     */
    public static Properties streams(Settings settings, boolean registryUnread) {
        var properties = new Properties();
        properties.putAll(settings.clientSettings());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(settings));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.string(STATE_DIR));
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.number(CACHE));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.string(GUARANTEE));
        properties.put(COMMIT_INTERVAL, settings.number(COMMIT_INTERVAL));
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.number(COMMIT_INTERVAL_BEHIND));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.integer(THREADS));
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.string(GROUP_PROTOCOL));
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.integer(STANDBYS));
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.integer(REPLICATION));
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        properties.put(RocksDbMemory.BYTES, settings.number(RocksDbMemory.BYTES));
        properties.put(GLOBAL_THREAD_HANDLER, true);
        properties.put(
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                registryUnread ? WAIT_FOR_KNOWN_RECORDS : StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), linger(settings));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        if (!"streams".equals(settings.string(GROUP_PROTOCOL))) {
            properties.put(
                    StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                    settings.integer(SESSION_TIMEOUT));
        }
        return properties;
    }

    /** Bytes of heap for profiles in use. */
    public static long heapBytes(Settings settings) {
        long configured = settings.number(HEAP);
        return configured == 0 ? Runtime.getRuntime().maxMemory() / HEAP_PART : configured;
    }

    /** Under exactly_once_v2 alerts wait for their commit anyway; under at_least_once they would wait for nothing else. */
    private static int linger(Settings settings) {
        return StreamsConfig.AT_LEAST_ONCE.equals(settings.string(GUARANTEE)) ? 0 : TRANSACTIONAL_LINGER_MILLIS;
    }

    /** The application's id: configured, or made from the topic prefix. */
    public static String applicationId(Settings settings) {
        String configured = settings.string(APPLICATION_ID);
        return configured.isEmpty() ? settings.string(CommonSettings.TOPIC_PREFIX) + "detector" : configured;
    }
}
