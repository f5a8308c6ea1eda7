// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.Reading;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.rejected.Judgement.Verdict;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes refused records again: first {@link #plan}, which says what would become of each, then {@link #publish}.
 *
 * <p>Bytes and key stay as they were, so a usage event keeps its event_id and cannot count twice; it goes to the partition
 * that it came from, where its identity is judged. For one thread.
 */
public final class Retry implements AutoCloseable {

    private final Topics topics;
    private final Map<String, Object> clients;
    private final RejectedFilter filter;
    private final Instant now;
    private final Consent consent;
    private final RejectedTopic rejected;
    private final Admissions admissions;
    private final IdentityClocks clocks;
    private final NewestOfKeys newest = new NewestOfKeys();
    private final Set<String> compacted;
    private final OffsetSet chosen = new OffsetSet();

    /**
     * What a person wants although there are reasons against it.
     *
     * @param force publish what would be refused again, or is outdated
     * @param again publish what was published again before
     */
    public record Consent(boolean force, boolean again) {}

    /**
     * A retry of an installation's refused records.
     *
     * @param clients broker, registry and client settings
     * @param settings how the detector judges
     * @param filter which records
     * @param now when they are taken to be appended
     */
    public Retry(
            Topics topics,
            Map<String, Object> clients,
            DetectionSettings settings,
            RejectedFilter filter,
            Consent consent,
            Instant now) {
        this.topics = topics;
        this.clients = Map.copyOf(clients);
        this.filter = filter;
        this.now = now;
        this.consent = consent;
        this.rejected = new RejectedTopic(topics, clients);
        this.admissions = new Admissions(topics, clients);
        this.clocks = new IdentityClocks(settings);
        this.compacted = Stream.of(topics.identities(), topics.actions())
                .map(TopicSpec::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges every record that is meant, by the detector's own admission and the clock of its identity. Reads the topic of
     * refused records three times, and of the topics that they came from what is younger than they are.
     *
     * @param each takes each record, and what would become of it
     * @return how many are to be published
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public long plan(BiConsumer<Described, Judgement> each) {
        rejected.read(filter, this::want);
        readClocks();
        readNewest();
        rejected.again(filter, described -> {
            Judgement judgement = judge(described.rejected());
            if (judgement.publishes(consent.force())) {
                chosen.add(described.rejected().where());
            }
            each.accept(described, judgement);
        });
        return chosen.size();
    }

    /**
     * Publishes what was planned. What is told of is committed.
     *
     * @param each takes each record, and where it is now
     * @throws RetryFailedException when the broker does not take them; what was told of stays published
     */
    public void publish(BiConsumer<Described, Published> each) {
        try (var publisher = new RetryPublisher(topics, clients, each)) {
            rejected.again(filter, described -> {
                if (chosen.contains(described.rejected().where())) {
                    publisher.add(described);
                }
            });
            publisher.commit();
        }
    }

    @Override
    public void close() {
        rejected.close();
        admissions.close();
    }

    private void want(Described described) {
        Rejected record = described.rejected();
        if (admissions.read(record, now) instanceof Admitted admitted) {
            clocks.want(admitted.usage());
        }
        if (compacted.contains(record.sourceTopic())) {
            newest.want(record);
        }
    }

    private void readClocks() {
        Map<Integer, Instant> since = clocks.since();
        if (since.isEmpty()) {
            return;
        }
        RawLog usage = new RawLog(topics.usage().name(), clients);
        Map<Integer, Long> starts = new HashMap<>();
        since.forEach((partition, instant) -> starts.putAll(usage.from(instant, Set.of(partition))));
        usage.read(starts, record -> {
            if (admissions.read(record) instanceof Admitted admitted) {
                clocks.note(admitted);
            }
        });
    }

    private void readNewest() {
        newest.starts().forEach((topic, starts) -> new RawLog(topic, clients).read(starts, newest::note));
    }

    private Judgement judge(Rejected record) {
        if (record.protocol().isPresent()) {
            return new Judgement(
                    Verdict.POSTED,
                    "it was posted to a listener and never became a record (expected: posted again by who sent it, mended)");
        }
        if (record.isCutOff()) {
            return new Judgement(Verdict.CUT_OFF, "only the beginning of its " + record.bytes() + " bytes was kept");
        }
        Reading reading = admissions.read(record, now);
        if (reading == null) {
            return new Judgement(
                    Verdict.FOREIGN, record.sourceTopic() + " is no topic that the detector reads; see topic.prefix");
        }
        if (rejected.isRetried(record.where()) && !consent.again()) {
            return new Judgement(Verdict.RETRIED, "it was published again before; --again does it once more");
        }
        if (reading instanceof Refused refused) {
            return new Judgement(Verdict.REFUSED_AGAIN, refused.why().sentence());
        }
        Long newer = newest.newerThan(record);
        if (newer != null) {
            return new Judgement(Verdict.OUTDATED, "its key has a newer record, at offset " + newer);
        }
        return reading instanceof Admitted admitted ? judge(admitted) : Judgement.PASSES;
    }

    /** In the order in which they are published: each that counts moves its identity's clock. */
    private Judgement judge(Admitted admitted) {
        Instant clock = clocks.tooFar(admitted.usage());
        if (clock != null) {
            return new Judgement(
                    Verdict.REFUSED_AGAIN,
                    "occurred_at: " + Instant.ofEpochMilli(admitted.usage().occurredAt())
                            + " while the identity is at " + clock
                            + " (expected: within event.grace.minutes); replay the topic to judge old usage");
        }
        clocks.note(admitted);
        return Judgement.PASSES;
    }
}
