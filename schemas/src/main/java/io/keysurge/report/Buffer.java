// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was accepted and is not settled yet, bounded in events and bytes, and the books on it.
 *
 * <p>An event counts against the bounds from its acceptance until it is delivered or given up, wherever it is meanwhile:
 * a bound on what waits alone would let Kafka's producer hold the rest. Drops the newest. Safe for several threads, and
 * no call but {@link #take} and {@link #awaitSettled} waits.
 */
final class Buffer {

    /** What became of an offer. */
    enum Admission {
        ACCEPTED,
        FULL,
        CLOSED
    }

    /** The books at one moment. */
    record Books(long accepted, long delivered, long failed, long full, long closed, long pending, long bytes) {}

    private final int mostEvents;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Condition settled = lock.newCondition();

    /** To be sent, in the order of acceptance. */
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    /** Everything accepted and not settled, oldest first. */
    private final Map<Long, Parcel> unsettled = new LinkedHashMap<>();

    /** Numbers of those that somebody is giving up. */
    private final Set<Long> claimed = new HashSet<>();

    private long bytes;
    private long accepted;
    private long delivered;
    private long failed;
    private long full;
    private long refusedLate;
    private boolean closed;

    Buffer(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** Takes an event in, unless it would break a bound. */
    Admission offer(byte[] encoded, long deadline) {
        lock.lock();
        try {
            if (closed) {
                refusedLate++;
                return Admission.CLOSED;
            }
            if (unsettled.size() >= mostEvents || bytes + encoded.length > mostBytes) {
                full++;
                return Admission.FULL;
            }
            accepted++;
            var parcel = new Parcel(accepted, encoded, deadline);
            unsettled.put(parcel.number(), parcel);
            bytes += encoded.length;
            waiting.add(parcel);
            offered.signal();
            return Admission.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest that waits to be sent, as soon as there is one. */
    Parcel take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                offered.await();
            }
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a taken one back to the front, to be sent again; a settled one stays settled. */
    void giveBack(Parcel parcel) {
        lock.lock();
        try {
            if (unsettled.containsKey(parcel.number()) && !claimed.contains(parcel.number())) {
                waiting.addFirst(parcel);
                offered.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The broker has it. False when it was settled or claimed before: nothing counts twice. */
    boolean delivered(Parcel parcel) {
        lock.lock();
        try {
            if (claimed.contains(parcel.number()) || !settle(parcel)) {
                return false;
            }
            delivered++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whoever gets true gives it up: tells of it and then calls {@link #failed}. In this order, so that who waits for
     * everything to be settled has heard of every loss.
     */
    boolean claim(Parcel parcel) {
        lock.lock();
        try {
            return unsettled.containsKey(parcel.number()) && claimed.add(parcel.number());
        } finally {
            lock.unlock();
        }
    }

    /** The claimed one is given up. */
    void failed(Parcel parcel) {
        lock.lock();
        try {
            if (claimed.remove(parcel.number()) && settle(parcel)) {
                failed++;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean settle(Parcel parcel) {
        if (unsettled.remove(parcel.number()) == null) {
            return false;
        }
        bytes -= parcel.bytes().length;
        settled.signalAll();
        return true;
    }

    /** Accepts nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** What is neither delivered nor given up, oldest first. */
    List<Parcel> unsettled() {
        lock.lock();
        try {
            return List.copyOf(unsettled.values());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything accepted before this call is settled.
     *
     * @return false when the time was up before, or the thread was interrupted, which it then still is
     */
    boolean awaitSettled(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            long last = accepted;
            while (oldest() <= last) {
                if (left <= 0) {
                    return false;
                }
                left = settled.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    Books books() {
        lock.lock();
        try {
            return new Books(accepted, delivered, failed, full, refusedLate, unsettled.size(), bytes);
        } finally {
            lock.unlock();
        }
    }

    private long oldest() {
        return unsettled.isEmpty()
                ? Long.MAX_VALUE
                : unsettled.keySet().iterator().next();
    }
}
