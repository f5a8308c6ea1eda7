// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contain.Watch;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.deliver.Deliveries;
import io.keysurge.ledger.Endings;
import io.keysurge.ledger.KnownActions;
import io.keysurge.ledger.KnownActions.Unresolved;
import io.keysurge.ledger.Orders;
import io.keysurge.ledger.TopicTail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what others wrote, people too, and has gone on with what that leaves to do. Used by the loop's thread. */
public final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final KnownActions known;
    private final TopicTail<ActionRecord> tail;
    private final TopicTail<?> register;
    private final Orders orders;
    private final Duration approvalTime;
    private final Deliveries deliveries;
    private final Watch watch;
    private final Endings endings;
    private final InstantSource clock;
    private Instant ledgerRead = Instant.EPOCH;
    private Instant ordersRead = Instant.EPOCH;

    /**
     * A lookout that owns none of what it is given.
     *
     * @param known the ledger in memory, which {@code tail} fills, as it does {@code watch} and {@code endings}
     * @param register tells whom the registry knows
     * @param orders what people ordered all sinks to do
     * @param approvalTime how long a proposal waits for a person, and a person's yes for a sink
     */
    public Lookout(
            KnownActions known,
            TopicTail<ActionRecord> tail,
            TopicTail<?> register,
            Orders orders,
            Duration approvalTime,
            Deliveries deliveries,
            Watch watch,
            Endings endings,
            InstantSource clock) {
        this.known = known;
        this.tail = tail;
        this.register = register;
        this.orders = orders;
        this.approvalTime = approvalTime;
        this.deliveries = deliveries;
        this.watch = watch;
        this.endings = endings;
        this.clock = clock;
    }

    /** Whatever else has to wait: the kill switch does not. */
    void lookAtOrders() {
        if (!isTime(ordersRead)) {
            return;
        }
        ordersRead = clock.instant();
        try {
            orders.catchUp();
        } catch (RetriableException e) {
            LOG.warn("The orders cannot be read now: {}", e.getMessage());
        }
        known.setHalted(orders.halted());
    }

    /** Whether the ledger was not looked at for a second. */
    boolean isTimeForTheLedger() {
        return isTime(ledgerRead);
    }

    /**
     * Reads the registry and the ledger to their ends, and goes on with what is unfinished.
     *
     * @param mine alert partitions of this instance
     * @return false when an end was not reached; call again
     */
    boolean lookAtLedger(List<Integer> mine) {
        if (!register.catchUp() || !tail.catchUp()) {
            return false;
        }
        ledgerRead = clock.instant();
        known.takeCrossed(mine).forEach(each -> deliveries.restore(each.action(), each.offset()));
        known.unresolved(mine).forEach(this::goOn);
        known.waitingSince(ledgerRead.minus(approvalTime), mine).forEach(deliveries::expire);
        watch.look(mine);
        endings.toTell(mine, ledgerRead).forEach(deliveries::order);
        return true;
    }

    /** What was learned may not have been written after all. */
    void forget() {
        known.clear();
        watch.clear();
        endings.clear();
        tail.rewind();
    }

    private void goOn(Unresolved each) {
        ActionRecord action = each.action();
        Instant since = action.getAttempt() == 0 ? action.getProposedAt() : action.getUpdatedAt();
        Instant until = action.getAttempt() == 0 ? action.getUpdatedAt() : clock.instant();
        boolean late = since.plus(approvalTime).isBefore(until);
        if (action.getState() == ActionState.APPROVED && late) {
            deliveries.expire(action);
        } else {
            deliveries.resume(action, each.offset());
        }
    }

    private boolean isTime(Instant since) {
        return Duration.between(since, clock.instant()).compareTo(LOOK) >= 0;
    }
}
