// SPDX-License-Identifier: Apache-2.0
package io.keysurge.command;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down for others which step to take, and to take it back.
 *
 * <p>Done means that the broker keeps the command, not that somebody followed it. Whether the step was taken shows in
 * the identity's own usage, which the sink reads afterwards.
 */
public final class CommandConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "command";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.THROTTLE, ResponseStep.SUSPEND, ResponseStep.REVOKE));

    private static final Logger LOG = LoggerFactory.getLogger(CommandConnector.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final CommandSettings settings;
    private final Map<String, Object> clients;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * A connector to one topic; connects only when called.
     *
     * @param clients the settings with which Kafka is reached
     */
    public CommandConnector(CommandSettings settings, Map<String, Object> clients) {
        this.settings = settings;
        this.clients = Map.copyOf(clients);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Of the three steps, {@code REVOKE} alone cannot be undone. Repetitions bear the same id: readers drop them. */
    @Override
    public Traits traits() {
        return new Traits(true, true, false, false);
    }

    /** From the command's being written to whatever its readers do about it. */
    @Override
    public Duration propagation() {
        return Duration.ofSeconds(60);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return STEPS.contains(step)
                ? "write a command to " + step + " " + alert.identityId() + " to " + settings.shown()
                : "nothing: no command is to " + step;
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        return STEPS.contains(action.getStep())
                ? write(Command.toDo(settings.topic(), action, key), key)
                : new Refused("no command is to " + action.getStep());
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        return action.getStep() == ResponseStep.THROTTLE || action.getStep() == ResponseStep.SUSPEND
                ? write(Command.toUndo(settings.topic(), action, key), key)
                : new Refused("a " + action.getStep() + " cannot be undone: hand a new credential out");
    }

    /** Two waits make up the deadline: for the topic to be known, and for the broker's yes. */
    private Outcome write(ProducerRecord<String, byte[]> command, String key) {
        long end = System.nanoTime() + settings.deadline().toNanos();
        try {
            RecordMetadata written = connected().send(command).get(Math.max(0, end - System.nanoTime()), NANOSECONDS);
            return new Done(
                    "written to " + written.topic() + "-" + written.partition() + " at offset " + written.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TryAgain("interrupted before the broker said yes", null);
        } catch (TimeoutException e) {
            return new TryAgain("no answer within " + settings.deadline().toMillis() + " ms", null);
        } catch (ExecutionException e) {
            return judge(e.getCause() == null ? e : e.getCause(), key);
        } catch (KafkaException e) {
            return judge(e, key);
        }
    }

    private Outcome judge(Throwable trouble, String key) {
        LOG.warn("Command {} to {}: {}", key, settings.shown(), trouble.getMessage());
        String why =
                settings.shown() + " was not written: " + trouble.getClass().getSimpleName();
        if (trouble instanceof RetriableException) {
            return new TryAgain(why, null);
        }
        close(); // what is not worth a second try to the producer often leaves it good for nothing
        if (trouble instanceof AuthorizationException) {
            return new Refused(why + " (expected: the sink's user may write and describe the topic)");
        }
        return trouble instanceof RecordTooLargeException || trouble instanceof InvalidTopicException
                ? new Refused(why)
                : new TryAgain(why, null);
    }

    private synchronized Producer<String, byte[]> connected() {
        Producer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private Map<String, Object> producerSettings() {
        int deadline = Math.toIntExact(settings.deadline().toMillis());
        Map<String, Object> all = new HashMap<>(clients);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadline);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadline);
        return all;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}
