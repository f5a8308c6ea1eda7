// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contract.Alert;
import io.keysurge.serde.DecodeFailure;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a batch of records into alerts.
 *
 * <p>What cannot be decoded, now or ever, is counted and logged by its place and never by its bytes. There is no dead
 * letter topic: the
 * alerts topic keeps the record where it is.
 */
final class AlertReader {

    private static final Logger LOG = LoggerFactory.getLogger(AlertReader.class);

    private final Deserializer<Alert> values;
    private final SinkMeters meters;

    AlertReader(Deserializer<Alert> values, SinkMeters meters) {
        this.values = values;
        this.meters = meters;
    }

    /** An alert and where it came from. */
    record Read(Alert alert, ConsumerRecord<byte[], byte[]> source) {}

    /** A record that nobody will ever be able to read. */
    private record Refused(ConsumerRecord<byte[], byte[]> source, String reason) {}

    /** A batch, decoded. */
    final class Batch {
        private final List<Read> alerts = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();

        /** The alerts, in order. */
        List<Read> alerts() {
            return List.copyOf(alerts);
        }

        /** Counts what was read and what was passed over; once, when the batch will not be read again. */
        void passed() {
            meters.read(alerts.size());
            refused.forEach(one -> refuse(one.source(), one.reason()));
        }
    }

    /**
     * Decodes a batch.
     *
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked now; the batch is to be
     *     read again
     */
    Batch read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Batch batch = new Batch();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            if (source.value() == null) {
                batch.refused.add(new Refused(source, "NO_VALUE"));
                continue;
            }
            try {
                batch.alerts.add(new Read(values.deserialize(source.topic(), source.value()), source));
            } catch (RuntimeException e) {
                batch.refused.add(new Refused(source, DecodeFailure.reason(e).name()));
            }
        }
        return batch;
    }

    private void refuse(ConsumerRecord<byte[], byte[]> source, String reason) {
        meters.undecodable(reason);
        LOG.warn(
                "Passed over an alert at {}-{}@{}: {} ({} bytes)",
                source.topic(),
                source.partition(),
                source.offset(),
                reason,
                source.value() == null ? 0 : source.value().length);
    }
}
