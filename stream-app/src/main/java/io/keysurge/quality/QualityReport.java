// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.history.Retelling;
import io.keysurge.history.Retelling.Progress;
import io.keysurge.history.Retelling.Question;
import io.keysurge.history.Span;
import io.keysurge.prices.PriceTable;
import io.keysurge.rejected.Described;
import io.keysurge.rejected.OffsetSet;
import io.keysurge.rejected.Rejected;
import io.keysurge.rejected.RejectedFilter;
import io.keysurge.rejected.RejectedTopic;
import io.keysurge.serde.SubjectVersions;
import io.keysurge.serde.WireFormat;
import io.keysurge.topics.Topics;
import io.keysurge.usage.RefusalReason;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well each producer publishes.
 *
 * @param producers what each published, in alphabetical order
 * @param total all of them together
 * @param schemaVersions version of the usage topic's subject by schema id; empty where it has none such
 */
public record QualityReport(
        Map<String, ProducerQuality> producers, ProducerQuality total, Map<Integer, Optional<Integer>> schemaVersions) {

    /**
     * Makes the report. Reads the topic of refused records, then all usage that is retained, partitions side by side.
     *
     * @param clients broker, registry and client settings
     * @param settings how the detector judges
     * @param span when records were appended that are reported; of refused ones, when they were refused
     * @throws InterruptedException when the thread was interrupted
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public static QualityReport of(
            Topics topics, Map<String, Object> clients, DetectionSettings settings, Span span, Progress progress)
            throws InterruptedException {
        String usage = topics.usage().name();
        QualityBook book = new QualityBook();
        OffsetSet refused = new OffsetSet();
        try (RejectedTopic rejected = new RejectedTopic(topics, clients)) {
            rejected.read(RejectedFilter.ALL, described -> note(described, usage, span, book, refused));
        }
        var retelling = new Retelling(clients, topics, new Question(usage, Set.of(), PriceTable.NONE), progress);
        retelling.run((topic, partition) ->
                new QualityHearer(settings, span, place -> refused.contains(place.partition(), place.offset()), book));
        ProducerQuality total = book.total();
        return new QualityReport(book.producers(), total, versions(usage, clients, book));
    }

    /**
     * The same of one producer alone.
     *
     * @param producer as events name it; empty for those that name none
     */
    public QualityReport only(String producer) {
        String name = QualityBook.nameOf(producer);
        ProducerQuality found = producers.getOrDefault(name, new ProducerQuality());
        return new QualityReport(producers.containsKey(name) ? Map.of(name, found) : Map.of(), found, schemaVersions);
    }

    private static void note(Described described, String usageTopic, Span span, QualityBook book, OffsetSet refused) {
        Rejected rejected = described.rejected();
        // What is late the engine says once more.
        if (!rejected.sourceTopic().equals(usageTopic) || rejected.reason().equals(RefusalReason.LATE.label())) {
            return;
        }
        refused.add(rejected.sourcePartition(), rejected.sourceOffset());
        if (!span.includes(rejected.refusedAt())) {
            return;
        }
        UsageEvent event = described.usage();
        ProducerQuality quality = event == null ? book.unreadable() : book.of(event.getProducer());
        quality.addRejected(rejected.reason(), rejected.reason().equals(RefusalReason.OCCURRED_IN_FUTURE.label()));
        quality.sawAt(rejected.refusedAt().toEpochMilli());
        byte[] value = rejected.value();
        if (value != null && WireFormat.isFramed(value)) {
            quality.sawSchema(WireFormat.schemaId(value));
        }
    }

    private static Map<Integer, Optional<Integer>> versions(
            String usageTopic, Map<String, Object> clients, QualityBook book) {
        Set<Integer> ids = new HashSet<>();
        book.producers().values().forEach(quality -> ids.addAll(quality.schemaIds()));
        Map<Integer, Optional<Integer>> versions = new TreeMap<>();
        try (SubjectVersions registry = new SubjectVersions(clients)) {
            ids.forEach(id -> versions.put(id, registry.version(usageTopic, id)));
        }
        return versions;
    }
}
