// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.topology.RejectedRecord;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as it is kept: why, and where it came from. What the detector refused was on a topic, and the bytes
 * are as they came; what the listener refused never was, and the value is what it keeps of the sender's record.
 */
public final class Rejected {

    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");

    private final ConsumerRecord<byte[], byte[]> kept;
    private final String reason;
    private final String sourceTopic;
    private final int sourcePartition;
    private final long sourceOffset;

    private Rejected(
            ConsumerRecord<byte[], byte[]> kept, String reason, String sourceTopic, int partition, long offset) {
        this.kept = kept;
        this.reason = Redacted.text(reason);
        this.sourceTopic = sourceTopic;
        this.sourcePartition = partition;
        this.sourceOffset = offset;
    }

    /** A record of the topic of refused records; empty when it does not say why it was refused and where it came from. */
    public static Optional<Rejected> of(ConsumerRecord<byte[], byte[]> record) {
        String reason = header(record, RejectedRecord.REASON);
        String topic = header(record, RejectedRecord.SOURCE_TOPIC);
        String partition = header(record, RejectedRecord.SOURCE_PARTITION);
        String offset = header(record, RejectedRecord.SOURCE_OFFSET);
        if (reason == null) {
            return Optional.empty();
        }
        if (topic == null || partition == null || offset == null) {
            return Optional.ofNullable(header(record, RejectedRecord.SOURCE_PROTOCOL))
                    .map(protocol -> new Rejected(record, reason, "", -1, -1));
        }
        try {
            return Optional.of(
                    new Rejected(record, reason, topic, Integer.parseInt(partition), Long.parseLong(offset)));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** Where it stands in the topic of refused records. */
    public Coordinates where() {
        return Coordinates.of(kept);
    }

    /** When the broker appended it to the topic of refused records. */
    public Instant refusedAt() {
        return Instant.ofEpochMilli(kept.timestamp());
    }

    /** Label of the {@link RefusalReason}, or of one that a later version knows. */
    public String reason() {
        return reason;
    }

    /** What the producer should do about it; empty where the reason is not known to this version. */
    public Optional<String> mend() {
        return Arrays.stream(RefusalReason.values())
                .filter(known -> known.label().equals(reason))
                .findFirst()
                .map(RefusalReason::mend);
    }

    /** The field at fault. */
    public String field() {
        return text(RejectedRecord.FIELD);
    }

    /** Field, shape, rule and mend in one line. */
    public String detail() {
        return text(RejectedRecord.DETAIL);
    }

    /** By what it was posted to a listener, such as {@code otlp}; empty for what came from a topic. */
    public Optional<String> protocol() {
        return sourceTopic.isEmpty()
                ? Optional.ofNullable(header(kept, RejectedRecord.SOURCE_PROTOCOL))
                : Optional.empty();
    }

    /** Topic that it came from; empty where it was posted to a listener. */
    public String sourceTopic() {
        return sourceTopic;
    }

    /** Partition that it came from; -1 where it was posted. */
    public int sourcePartition() {
        return sourcePartition;
    }

    /** Offset that it had there; -1 where it was posted. */
    public long sourceOffset() {
        return sourceOffset;
    }

    /** The key as it came; null when there was none. */
    public byte @Nullable [] key() {
        return kept.key();
    }

    /** The value as it came; null when there was none. */
    public byte @Nullable [] value() {
        return kept.value();
    }

    /** Bytes of key and value as they came. */
    public long bytes() {
        String full = header(kept, RejectedRecord.FULL_SIZE);
        byte[] key = key();
        byte[] value = value();
        long here = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        return full == null || !SIZE.matcher(full).matches() ? here : Long.parseLong(full);
    }

    /** True when only the beginning was kept. */
    public boolean isCutOff() {
        return header(kept, RejectedRecord.FULL_SIZE) != null;
    }

    private String text(String name) {
        String value = header(kept, name);
        return value == null ? "" : value;
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
