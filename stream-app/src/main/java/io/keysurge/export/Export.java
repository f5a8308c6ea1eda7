// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.Admission.Stored;
import io.keysurge.admission.Reading;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Doorkeeper;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.history.LogRange;
import io.keysurge.history.LogReader;
import io.keysurge.history.PartitionLog;
import io.keysurge.history.Retelling.Progress;
import io.keysurge.history.Span;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.topics.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Writes a table to a file. For one thread. */
public final class Export {

    private static final int PROGRESS_EVERY = 16_384;

    private final Topics topics;
    private final Map<String, Object> clients;
    private final DetectionSettings settings;
    private final Span span;
    private final Progress progress;
    private long rows;
    private long unreadable;
    private long refused;

    /**
     * An export of an installation.
     *
     * @param clients broker, registry and client settings
     * @param settings how the detector judges what counts
     * @param span which rows, by the table's {@link Table#time()}
     * @param progress told from time to time how far it is
     */
    public Export(
            Topics topics, Map<String, Object> clients, DetectionSettings settings, Span span, Progress progress) {
        this.topics = topics;
        this.clients = Map.copyOf(clients);
        this.settings = settings;
        this.span = span;
        this.progress = progress;
    }

    /**
     * Writes the table; the file is there when this returns, and nothing of it when this throws.
     *
     * @param overwrite whether a file that is there is replaced
     * @throws ExportFailedException when it cannot be written
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public void write(Table table, Format format, Path file, boolean overwrite) {
        ExportFile.write(file, table, format, overwrite, out -> {
            RowWriter counting = new Counting(out);
            switch (table) {
                case USAGE -> writeUsage(counting);
                case MINUTES -> writeMinutes(counting);
                case ALERTS -> writeRecords(Alert.class, topics.alerts().name(), Alert::getRaisedAt, counting);
                case ACTIONS ->
                    writeRecords(ActionRecord.class, topics.actions().name(), ActionRecord::getUpdatedAt, counting);
            }
        });
    }

    /** Rows written. */
    public long rows() {
        return rows;
    }

    /** Records that could not be decoded and are left out. */
    public long unreadable() {
        return unreadable;
    }

    /** Usage that breaks the detector's rules and is left out. */
    public long refused() {
        return refused;
    }

    private interface Judged {
        void take(ConsumerRecord<byte[], byte[]> record, UsageEvent event, Outcome outcome);
    }

    private void writeUsage(RowWriter out) {
        readUsage((record, event, outcome) -> {
            List<@Nullable Object> row = new ArrayList<>();
            ContractColumns.addValues(event, row);
            row.add(outcome.name().toLowerCase(Locale.ROOT));
            addPlace(record, row);
            out.write(row);
        });
    }

    private void writeMinutes(RowWriter out) {
        MinuteSums sums = new MinuteSums(settings, out);
        readUsage((record, event, outcome) -> {
            if (outcome == Outcome.COUNTED && !event.getGatewayCacheHit()) {
                sums.add(event);
            }
        });
        sums.end();
    }

    /**
     * Usage of the span. What makes an event of it late is younger, and an event that it repeats has the same date: so
     * both stand where the span's usage can stand, and nothing before that is read.
     */
    private void readUsage(Judged each) {
        String topic = topics.usage().name();
        Map<String, Doorkeeper> doorkeepers = new HashMap<>();
        try (var admission = new UsageAdmission(
                AvroSerdes.forValues(UsageEvent.class, clients).deserializer(), PriceTable.NONE)) {
            read(topic, record -> {
                var position = new Position(topic, record.partition(), record.offset());
                Reading reading = admission.read(
                        new Stored(record.key(), record.value(), record.headers(), record.timestamp(), position));
                if (!(reading instanceof Admitted admitted)) {
                    refused++;
                    return;
                }
                Usage usage = admitted.usage();
                Outcome outcome = doorkeepers
                        // Each partition by itself, as the detector's tasks judge.
                        .computeIfAbsent(record.partition() + "/" + usage.identityId(), first -> new Doorkeeper())
                        .admit(usage, settings);
                if (span.includes(Instant.ofEpochMilli(usage.occurredAt()))) {
                    each.take(record, admitted.event().get(), outcome);
                }
            });
        }
    }

    private <T extends SpecificRecord> void writeRecords(
            Class<T> contract, String topic, Function<T, Instant> time, RowWriter out) {
        try (Deserializer<T> values = AvroSerdes.forValues(contract, clients).deserializer()) {
            read(topic, record -> {
                T value = record.value() == null ? null : decoded(values, topic, record.value());
                if (value != null && span.includes(time.apply(value))) {
                    List<@Nullable Object> row = new ArrayList<>();
                    ContractColumns.addValues(value, row);
                    addPlace(record, row);
                    out.write(row);
                }
            });
        }
    }

    private <T> @Nullable T decoded(Deserializer<T> values, String topic, byte[] bytes) {
        try {
            return values.deserialize(topic, bytes);
        } catch (RuntimeException failure) {
            DecodeFailure.reason(failure);
            unreadable++;
            return null;
        }
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var reader = new LogReader(clients);
        List<LogRange> ranges = reader.ranges(topic, span.earliestAppend());
        long total = ranges.stream().mapToLong(LogRange::size).sum();
        long count = 0;
        for (LogRange range : ranges) {
            try (PartitionLog log = reader.open(range)) {
                while (log.hasNext()) {
                    each.accept(log.next());
                    if (++count % PROGRESS_EVERY == 0) {
                        progress.at(count, total);
                    }
                }
            }
        }
    }

    private static void addPlace(ConsumerRecord<byte[], byte[]> record, List<@Nullable Object> row) {
        row.add((long) record.partition());
        row.add(record.offset());
        row.add(Instant.ofEpochMilli(record.timestamp()));
    }

    private final class Counting implements RowWriter {
        private final RowWriter out;

        Counting(RowWriter out) {
            this.out = out;
        }

        @Override
        public void write(List<@Nullable Object> row) {
            out.write(row);
            rows++;
        }

        @Override
        public void close() {
            out.close();
        }
    }
}
