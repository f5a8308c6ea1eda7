// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that wait until the receiver has collected and acknowledged them, in the order in which they were offered.
 *
 * <p>In memory alone: the ledger keeps the actions, and an action that is not done is offered again after a restart.
 */
final class Offers {

    /** Tokens that may wait at once. */
    static final int MOST = 1_000;

    /** A token that was collected is handed out again after this, unless it was acknowledged. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** A receiver that was here within this is worth waiting for. */
    private static final Duration LATELY = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private Instant lastSeen = Instant.MIN;

    Offers(InstantSource clock) {
        this.clock = clock;
    }

    /** A token on offer; mutable, and touched under the lock alone. */
    private static final class Offer {
        private final EventToken token;
        private Instant notBefore = Instant.MIN;
        private boolean acknowledged;
        private @Nullable String error;

        Offer(EventToken token) {
            this.token = token;
        }

        boolean isOpen() {
            return !acknowledged && error == null;
        }
    }

    /**
     * What one poll gets.
     *
     * @param more true when there is more to be had at once
     */
    record Batch(List<EventToken> tokens, boolean more) {}

    /**
     * Offers an action's tokens, unless they are on offer, and tells what has become of them.
     *
     * @param patience how long to wait for a receiver that was here lately
     */
    Outcome settle(List<EventToken> tokens, Duration patience) {
        lock.lock();
        try {
            List<EventToken> fresh = tokens.stream()
                    .filter(token -> !offers.containsKey(token.jti()))
                    .toList();
            if (offers.size() + fresh.size() > MOST) {
                forgetJudged(tokens);
            }
            if (offers.size() + fresh.size() > MOST) {
                return new TryAgain(offers.size() + " tokens wait already for the receiver to collect them", null);
            }
            fresh.forEach(token -> offers.put(token.jti(), new Offer(token)));
            changed.signalAll();
            boolean here = !lastSeen.plus(LATELY).isBefore(clock.instant());
            long left = here ? patience.toNanos() : 0;
            while (left > 0 && of(tokens).stream().anyMatch(Offer::isOpen)) {
                left = changed.awaitNanos(left);
            }
            return verdict(tokens);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TryAgain("interrupted while the receiver had not acknowledged it", null);
        } finally {
            lock.unlock();
        }
    }

    private List<Offer> of(List<EventToken> tokens) {
        return tokens.stream()
                .map(token -> offers.get(token.jti()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Outcome verdict(List<EventToken> tokens) {
        List<Offer> mine = of(tokens);
        List<String> errors =
                mine.stream().map(offer -> offer.error).filter(Objects::nonNull).toList();
        if (!errors.isEmpty()) {
            forget(tokens);
            return new Refused("the receiver reported " + errors.get(0));
        }
        if (mine.size() < tokens.size() || mine.stream().anyMatch(Offer::isOpen)) {
            return new TryAgain("offered; the receiver has not acknowledged it yet", null);
        }
        forget(tokens);
        return new Done("the receiver acknowledged it");
    }

    /** Actions that were given up ask no more what became of their tokens; others offer theirs again, under the same ids. */
    private void forgetJudged(List<EventToken> except) {
        List<Offer> asking = of(except);
        offers.values().removeIf(offer -> !offer.isOpen() && !asking.contains(offer));
    }

    private void forget(List<EventToken> tokens) {
        tokens.forEach(token -> offers.remove(token.jti()));
    }

    /**
     * Hands tokens out.
     *
     * @param most how many at most
     * @param patience how long to wait for the first
     */
    Batch collect(int most, Duration patience) {
        lock.lock();
        try {
            lastSeen = clock.instant();
            long left = most == 0 ? 0 : patience.toNanos();
            while (left > 0 && due().isEmpty()) {
                left = changed.awaitNanos(left);
            }
            lastSeen = clock.instant();
            List<Offer> due = due();
            List<Offer> handed = due.subList(0, Math.min(most, due.size()));
            handed.forEach(offer -> offer.notBefore = lastSeen.plus(PAUSE));
            return new Batch(handed.stream().map(offer -> offer.token).toList(), handed.size() < due.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Batch(List.of(), false);
        } finally {
            lock.unlock();
        }
    }

    private List<Offer> due() {
        Instant now = clock.instant();
        return new ArrayList<>(offers.values().stream()
                .filter(offer -> offer.isOpen() && !offer.notBefore.isAfter(now))
                .toList());
    }

    /** The receiver has them and answers for them from now on. */
    void acknowledge(Collection<String> jtis) {
        change(jtis, offer -> offer.acknowledged = true);
    }

    /** The receiver will not take it. */
    void refuse(String jti, String error) {
        change(List.of(jti), offer -> offer.error = error);
    }

    /** What is not on offer is nobody's: the receiver may have been told twice, or be wrong. */
    private void change(Collection<String> jtis, Consumer<Offer> change) {
        lock.lock();
        try {
            jtis.stream().map(offers::get).filter(Objects::nonNull).forEach(change);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
