// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Containment;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.deliver.AlertArchive;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.Ledger;
import io.keysurge.ledger.OwnDecision;
import io.keysurge.measure.SinkMetric;
import io.keysurge.revoke.Connector;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the usage of every identity that was acted on, once the target had its time. An identity that is still used is
 * acted on again, and after {@value #MOST_RUNS} runs left to a person: that is use after revocation.
 *
 * <p>{@link #learn} and {@link #look} are for one thread; usage is read by another.
 */
public final class Watch implements AutoCloseable {

    static final int MOST_RUNS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Connector> connectors;
    private final Ledger ledger;
    private final AlertArchive archive;
    private final UsageLog usage;
    private final Duration quiet;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Consumer<Throwable> fatal;
    private final Map<String, Pending> pending = new HashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "containment-watch"));

    /** An action whose effect on usage was not looked at yet, and when to look. */
    private record Pending(ActionRecord action, Instant due) {}

    /**
     * A watch that knows of no action.
     *
     * @param connectors those that may be called
     * @param archive where alerts are found again
     * @param quiet how long an identity has to have been quiet, beside the target's own time
     * @param fatal is told what this cannot recover from
     */
    public Watch(
            List<Connector> connectors,
            Ledger ledger,
            AlertArchive archive,
            UsageLog usage,
            Duration quiet,
            InstantSource clock,
            MeterRegistry metrics,
            Consumer<Throwable> fatal) {
        this.connectors = connectors.stream().collect(Collectors.toUnmodifiableMap(Connector::name, each -> each));
        this.ledger = ledger;
        this.archive = archive;
        this.usage = usage;
        this.quiet = quiet;
        this.clock = clock;
        this.metrics = metrics;
        this.fatal = fatal;
    }

    /** Takes note of an action's newest state. */
    public void learn(ActionRecord action) {
        String id = action.getActionId();
        Instant effectiveAt = action.getEffectiveAt();
        if (effectiveAt != null && isToBeLookedAt(action)) {
            pending.put(id, new Pending(action, effectiveAt.plus(lag(action)).plus(quiet)));
        } else {
            pending.remove(id);
        }
    }

    /** Forgets everything, to be taught anew. */
    public void clear() {
        pending.clear();
    }

    private static boolean isToBeLookedAt(ActionRecord action) {
        boolean over = action.getState() == ActionState.VERIFIED || ActionMoves.isDoneUnseen(action);
        Containment last = action.getContainment();
        return over
                && action.getMode() == ActionMode.LIVE
                && action.getStep().compareTo(ResponseStep.NOTIFY_RESPONDERS) > 0
                && hasUsageToRead(action)
                && (last == null || !last.getEffectiveAt().equals(action.getEffectiveAt()));
    }

    /** A person's own decision may be on an identity whose place in the usage topic is not known. */
    private static boolean hasUsageToRead(ActionRecord action) {
        EventReference evidence = action.getEvidence();
        return evidence != null && (!OwnDecision.isOne(action) || evidence.getOffset() >= 0);
    }

    /**
     * Has looked at what is due.
     *
     * @param mine alert partitions of this instance
     */
    public void look(Collection<Integer> mine) {
        Instant now = clock.instant();
        for (Pending each : new ArrayList<>(pending.values())) {
            EventReference evidence = each.action().getEvidence();
            String id = each.action().getActionId();
            if (!each.due().isAfter(now) && mine.contains(evidence.getPartition()) && busy.add(id)) {
                // Due again in a while, should this look fail; what it finds comes back by the ledger.
                pending.put(id, new Pending(each.action(), now.plus(PAUSE)));
                reader.execute(() -> {
                    if (look(each.action())) {
                        busy.remove(id);
                    }
                });
            }
        }
    }

    /** False when looking again is of no use. */
    private boolean look(ActionRecord action) {
        ActionRecord next;
        try {
            Optional<Alert> alert = archive.find(action);
            if (alert.isEmpty()) {
                LOG.warn("The alert of action {} is gone, so its effect cannot be told", action.getActionId());
                return false;
            }
            next = judge(action, alert.get());
        } catch (RuntimeException e) {
            LOG.warn("Usage after action {} cannot be read now: {}", action.getActionId(), e.getMessage());
            return true;
        }
        try {
            ledger.write(next);
        } catch (RuntimeException | Error e) {
            fatal.accept(e);
        }
        return true;
    }

    private ActionRecord judge(ActionRecord action, Alert alert) {
        Aftermath aftermath = new Aftermath(action, alert, lag(action));
        usage.read(alert.getLastEvent(), action.getIdentityId(), aftermath::add);
        Containment measured = aftermath.measure(clock.instant());
        SinkMetric.CONTAINMENTS
                .counter(metrics, Boolean.toString(measured.getQuiet()))
                .increment();
        if (measured.getQuiet()) {
            SinkMetric.TIME_TO_CONTAIN.timer(metrics).record(measured.getTimeToContainMs(), TimeUnit.MILLISECONDS);
            LOG.info("CONTAINED {}: {}", action.getIdentityId(), ContainmentLines.told(measured));
            return ActionMoves.contained(action, measured, ContainmentLines.told(measured));
        }
        LOG.error("USE_AFTER_REVOCATION {}: {}", action.getIdentityId(), ContainmentLines.told(measured));
        return measured.getRuns() < MOST_RUNS
                ? ActionMoves.reopened(action, measured, ContainmentLines.told(measured) + "; called again")
                : ActionMoves.notContained(
                        action,
                        measured,
                        ContainmentLines.told(measured) + "; after " + measured.getRuns()
                                + " runs a person has to look");
    }

    private Duration lag(ActionRecord action) {
        Connector connector = connectors.get(action.getConnector());
        return connector == null ? Duration.ZERO : connector.propagation();
    }

    @Override
    public void close() {
        reader.shutdown();
        try {
            if (!reader.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                reader.shutdownNow();
            }
        } catch (InterruptedException e) {
            reader.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
