// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.topics.Topics;
import io.keysurge.usage.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as it came, with headers that say why and where it stands in the log. Both are bounded: a refusal that
 * the broker refuses in turn would stop the detector over and over.
 */
public final class RejectedRecord {

    /** Header: label of the {@link io.keysurge.usage.RefusalReason}. */
    public static final String REASON = "keysurge.reason";
    /** Header: the field at fault. */
    public static final String FIELD = "keysurge.field";
    /** Header: field, shape, rule and mend in one line. */
    public static final String DETAIL = "keysurge.detail";
    /** Header: topic it was read from. */
    public static final String SOURCE_TOPIC = "keysurge.source.topic";
    /** Header: partition it was read from. */
    public static final String SOURCE_PARTITION = "keysurge.source.partition";
    /** Header: offset it was read at. */
    public static final String SOURCE_OFFSET = "keysurge.source.offset";

    /** Header of what no topic ever held, because the listener refused it: which kind of sender posted it. */
    public static final String SOURCE_PROTOCOL = "keysurge.source.protocol";

    /** Header, on records that were cut off only: bytes of key and value as they came. */
    public static final String FULL_SIZE = "keysurge.full.size";

    /** Most bytes of key and value together that are kept; twice what the topics take, so only bombs are cut off. */
    static final int MOST_BYTES = 2 * Topics.MAX_RECORD_BYTES;

    private static final int LONGEST_HEADER = 1_000;

    private RejectedRecord() {}

    static Record<byte[], byte[]> of(
            byte @Nullable [] key, byte @Nullable [] value, long timestamp, RecordMetadata source, Refusal refusal) {
        Headers headers = new RecordHeaders();
        addTo(headers, refusal);
        add(headers, SOURCE_TOPIC, source.topic());
        add(headers, SOURCE_PARTITION, Integer.toString(source.partition()));
        add(headers, SOURCE_OFFSET, Long.toString(source.offset()));
        if (size(key, value) <= MOST_BYTES) {
            return nullable(key, value, timestamp, headers);
        }
        add(headers, FULL_SIZE, Long.toString(size(key, value)));
        return nullable(cutOff(key), cutOff(value), timestamp, headers);
    }

    /** Adds the headers that say why, bounded. */
    public static void addTo(Headers headers, Refusal refusal) {
        add(headers, REASON, refusal.reason().label());
        add(headers, FIELD, refusal.field());
        add(headers, DETAIL, refusal.sentence());
    }

    /** Bytes of key and value together. */
    static long size(byte @Nullable [] key, byte @Nullable [] value) {
        return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
    }

    private static byte @Nullable [] cutOff(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= MOST_BYTES / 2 ? bytes : Arrays.copyOf(bytes, MOST_BYTES / 2);
    }

    /** Kafka's records take null keys and values; its types do not say so. */
    @SuppressWarnings("NullAway")
    private static Record<byte[], byte[]> nullable(
            byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
        return new Record<>(key, value, timestamp, headers);
    }

    private static void add(Headers headers, String name, String value) {
        String kept = value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) + "..." : value;
        headers.add(name, kept.getBytes(StandardCharsets.UTF_8));
    }
}
