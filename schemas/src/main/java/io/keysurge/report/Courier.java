// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.UsageEvent;
import io.keysurge.registry.RegistrySettings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.wording.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is in the buffer to the broker, on a thread of its own: asking the broker for its topics and the registry
 * for a schema id takes time, and no caller is to wait for either.
 *
 * <p>What fails is tried again until its deadline, whatever it failed for: topics, schemas and rights may be set up while
 * events wait. Only an event that is itself at fault is given up at once. One sent again may arrive twice, after an
 * answer that was lost; it has the same id, so it counts once.
 *
 * <p>Some failures, such as refused credentials, end an idempotent producer for good. Then another one takes its place.
 */
final class Courier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LINGER_MILLIS = 20;
    private static final long LONGEST_REQUEST_MILLIS = 30_000;
    private static final int BLOCK_MILLIS = 5_000;

    /** Who is told that an accepted event was given up. */
    @FunctionalInterface
    interface Obituary {
        void failed(UsageEvent event, String why);
    }

    private final Buffer buffer;
    private final Obituary obituary;
    private final String topic;
    private final Supplier<Producer<String, UsageEvent>> opener;
    private final AtomicLong renewals = new AtomicLong();
    private volatile Producer<String, UsageEvent> producer;
    private volatile boolean inTrouble;

    /** The producer that has failed for good; null when none has, or another has taken its place. */
    private volatile @Nullable Producer<String, UsageEvent> spent;

    private boolean closed;

    Courier(ReporterSettings settings, Buffer buffer, Obituary obituary) {
        this(settings.topics().usage().name(), buffer, obituary, () -> open(producerSettings(settings)));
    }

    /** One whose producers are made elsewhere. */
    Courier(String topic, Buffer buffer, Obituary obituary, Supplier<Producer<String, UsageEvent>> opener) {
        this.buffer = buffer;
        this.obituary = obituary;
        this.topic = topic;
        this.opener = opener;
        this.producer = opener.get();
    }

    private static Producer<String, UsageEvent> open(Map<String, Object> clients) {
        return new KafkaProducer<>(
                clients,
                new StringSerializer(),
                AvroSerdes.forValues(UsageEvent.class, clients).serializer());
    }

    /** How often a producer had failed for good and was replaced. */
    long renewals() {
        return renewals.get();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Parcel parcel = buffer.take();
                if (inTrouble) {
                    Thread.sleep(PAUSE.toMillis());
                }
                renew();
                carry(parcel);
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("The courier has stopped", stopped);
        }
    }

    /** Ends every attempt at once and gives up what is left. */
    void close() {
        synchronized (this) {
            closed = true;
            producer.close(Duration.ZERO);
        }
        buffer.unsettled().forEach(parcel -> giveUp(parcel, "the reporter was closed before it was delivered"));
    }

    private synchronized void renew() {
        Producer<String, UsageEvent> old = producer;
        if (closed || spent != old) {
            return;
        }
        try {
            producer = opener.get();
        } catch (KafkaException notNow) {
            LOG.debug("No other client can be made yet", notNow);
            return;
        }
        spent = null;
        renewals.incrementAndGet();
        old.close(Duration.ZERO);
    }

    private void carry(Parcel parcel) {
        if (isOverdue(parcel)) {
            giveUp(parcel, "not delivered in time");
            return;
        }
        Producer<String, UsageEvent> current = producer;
        try {
            UsageEvent event = Completion.decode(parcel.bytes());
            Future<RecordMetadata> unused = current.send(
                    new ProducerRecord<>(topic, event.getIdentityId(), event),
                    (where, failed) -> settle(parcel, failed, current));
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (RuntimeException | IOException failed) {
            settle(parcel, failed, current);
        }
    }

    private void settle(Parcel parcel, @Nullable Exception failed, Producer<String, UsageEvent> by) {
        if (endsProducer(failed) && by == producer) {
            spent = by;
        }
        if (failed == null) {
            buffer.delivered(parcel);
            if (inTrouble) {
                inTrouble = false;
                LOG.info("Usage is delivered to {} again", topic);
            }
        } else if (failed instanceof RecordTooLargeException || failed instanceof InvalidRecordException) {
            giveUp(parcel, Redaction.sentence(failed));
        } else if (isOverdue(parcel)) {
            giveUp(parcel, "not delivered in time: " + Redaction.sentence(failed));
        } else {
            if (!inTrouble) {
                inTrouble = true;
                LOG.warn("Usage cannot be delivered to {} and waits: {}", topic, Redaction.sentence(failed));
            }
            buffer.giveBack(parcel);
        }
    }

    private void giveUp(Parcel parcel, String why) {
        if (!buffer.claim(parcel)) {
            return;
        }
        try {
            obituary.failed(Completion.decode(parcel.bytes()), why);
        } catch (IOException impossible) {
            throw new IllegalStateException("what was encoded can be decoded", impossible);
        } finally {
            buffer.failed(parcel);
        }
    }

    private static boolean isOverdue(Parcel parcel) {
        return System.nanoTime() - parcel.deadline() > 0;
    }

    /** Nothing ends one for good that passes, or that is about the event, the schema or rights alone. */
    private static boolean endsProducer(@Nullable Exception failed) {
        boolean ofTheProducer = failed instanceof KafkaException || failed instanceof IllegalStateException;
        return ofTheProducer
                && !(failed instanceof RetriableException)
                && !(failed instanceof AuthorizationException)
                && !(failed instanceof SerializationException)
                && !(failed instanceof RecordTooLargeException)
                && !(failed instanceof InvalidRecordException);
    }

    private static Map<String, Object> producerSettings(ReporterSettings settings) {
        long patience = settings.patience().toMillis();
        long request = Math.max(500, Math.min(LONGEST_REQUEST_MILLIS, patience / 2));
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "keysurge-reporter");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                Math.min(Integer.MAX_VALUE, Math.max(patience, request + LINGER_MILLIS)));
        all.put(RegistrySettings.RETRY_TIMEOUT_MS, BLOCK_MILLIS);
        // A running service has no business changing contracts.
        all.put("auto.register.schemas", false);
        all.putAll(settings.clients());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return all;
    }
}
