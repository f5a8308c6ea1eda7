// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.wording.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and says when all of them are confirmed, by every replica that the broker waits for. Safe for several
 * threads.
 */
final class ConfirmingProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmingProducer.class);

    private static final int LINGER_MILLIS = 5;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(4);

    /** Within one call of Kafka's producer nobody looks at the clock, so no call waits longer. */
    private static final int BLOCK_MILLIS = 250;

    private final Map<String, Object> settings;
    private volatile KafkaProducer<byte[], byte[]> producer;

    /**
     * A producer.
     *
     * @param deadline how long a record may be on its way
     */
    ConfirmingProducer(Map<String, ?> clientSettings, Duration deadline) {
        this.settings = producerSettings(clientSettings, deadline);
        this.producer = open();
    }

    /**
     * Writes records, and returns when the broker has judged all of them.
     *
     * @param end until when it may take
     * @return for each record, why the broker will never take it; empty when it has
     * @throws UnconfirmedException when that cannot be said of all of them before the deadline; some may be written all
     *     the same
     */
    List<Optional<String>> send(List<ProducerRecord<byte[], byte[]>> records, Deadline end)
            throws UnconfirmedException {
        if (!records.isEmpty() && end.isOver()) {
            throw UnconfirmedException.untried("nothing was sent to the broker: " + end.overSentence());
        }
        KafkaProducer<byte[], byte[]> current = producer;
        try {
            List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> record : records) {
                answers.add(handOver(record, end, current));
            }
            List<Optional<String>> unfit = new ArrayList<>(records.size());
            for (Future<RecordMetadata> answer : answers) {
                unfit.add(await(answer, end, current));
            }
            return unfit;
        } catch (InterruptException interrupted) {
            throw new UnconfirmedException("interrupted", interrupted);
        } catch (KafkaException | IllegalStateException failed) {
            renewAfter(failed, current);
            throw new UnconfirmedException(Redaction.sentence(failed), failed);
        }
    }

    /** Why a topic cannot be written to; empty when it probably can. */
    Optional<String> whyUnreachable(String topic) {
        KafkaProducer<byte[], byte[]> current = producer;
        Deadline end = Deadline.after(PROBE_PATIENCE);
        while (true) {
            try {
                current.partitionsFor(topic);
                return Optional.empty();
            } catch (org.apache.kafka.common.errors.TimeoutException notYet) {
                if (end.isOver()) {
                    return Optional.of(Redaction.sentence(notYet));
                }
            } catch (InterruptException stop) {
                return Optional.of("interrupted");
            } catch (KafkaException | IllegalStateException failed) {
                renewAfter(failed, current);
                return Optional.of(Redaction.sentence(failed));
            }
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }

    private Optional<String> await(Future<RecordMetadata> answer, Deadline end, KafkaProducer<byte[], byte[]> asked)
            throws UnconfirmedException {
        try {
            answer.get(end.left(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException) {
                return Optional.of(Redaction.sentence(cause));
            }
            renewAfter(cause, asked);
            throw new UnconfirmedException(Redaction.sentence(cause), failed);
        } catch (TimeoutException late) {
            throw new UnconfirmedException(end.sentence(), late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UnconfirmedException("interrupted", stop);
        }
    }

    /** Again and again while the producer knows no broker to send it to, or has no room. */
    private static Future<RecordMetadata> handOver(
            ProducerRecord<byte[], byte[]> record, Deadline end, KafkaProducer<byte[], byte[]> current)
            throws UnconfirmedException {
        String why = "";
        while (!end.isOver()) {
            Future<RecordMetadata> answer = current.send(record);
            Throwable heldBack = heldBack(answer);
            if (heldBack == null) {
                return answer;
            }
            why = ": " + Redaction.sentence(heldBack);
        }
        throw new UnconfirmedException(end.sentence() + why, null);
    }

    /** Why the producer has not taken it; null when it has. It says so at once; what it has taken does not fail so soon. */
    private static @Nullable Throwable heldBack(Future<RecordMetadata> answer) {
        if (!answer.isDone()) {
            return null;
        }
        try {
            answer.get();
            return null;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause instanceof org.apache.kafka.common.errors.TimeoutException ? cause : null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Some failures, such as refused credentials, end an idempotent producer for good; another one may do better. Where
     * none can be had now, as while a keystore is replaced, the spent one stays, and its next failure leads here again.
     */
    private synchronized void renewAfter(@Nullable Throwable failed, KafkaProducer<byte[], byte[]> spent) {
        boolean passing = failed instanceof RetriableException || failed instanceof AuthorizationException;
        if (passing || producer != spent) {
            return;
        }
        try {
            producer = open();
            spent.close(Duration.ZERO);
        } catch (KafkaException unable) {
            LOG.warn("The producer could not be replaced: {}", Redaction.sentence(unable));
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> producerSettings(Map<String, ?> clientSettings, Duration deadline) {
        int millis = (int) deadline.toMillis();
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "keysurge-listen");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        // Nothing is worth sending any more when the sender has been told to come again.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        all.putAll(clientSettings);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return all;
    }
}
