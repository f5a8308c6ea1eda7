// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.imports.Imported;
import io.keysurge.imports.KeptCopy;
import io.keysurge.imports.Unreadable;
import io.keysurge.listen.Protocol.Payload;
import io.keysurge.listen.UsageTopics.Accepted;
import io.keysurge.runtime.HttpListener.Asked;
import io.keysurge.runtime.HttpListener.Handler;
import io.keysurge.runtime.HttpListener.Reply;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.usage.UsageRules;
import io.keysurge.wording.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests of one protocol in: looks at them, makes events of them, writes those, and answers when that is
 * confirmed.
 *
 * <p>Back-pressure: only so many requests are worked on at once. One more waits a moment and is then told to come again
 * (429), before its body is read; so is one whose events the broker does not confirm in time (503).
 */
final class Intake implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int MOST_LEFT_OVER = 1024 * 1024;

    private final Protocol protocol;
    private final UsageTopics topics;
    private final Gate gate;
    private final int mostBytes;
    private final int mostAtOnce;
    private final Duration patience;
    private final Semaphore free;
    private final InstantSource clock;
    private final ListenMeters meters;
    private final Consumer<String> unconfirmed;
    private volatile boolean closing;

    /**
     * An intake.
     *
     * @param patience how long a request may take from the moment in which its body is there
     * @param unconfirmed hears after each request that had something to write why it was not confirmed; empty when it was
     */
    Intake(
            Protocol protocol,
            UsageTopics topics,
            Gate gate,
            int mostBytes,
            int mostAtOnce,
            Duration patience,
            InstantSource clock,
            ListenMeters meters,
            Consumer<String> unconfirmed) {
        this.protocol = protocol;
        this.topics = topics;
        this.gate = gate;
        this.mostBytes = mostBytes;
        this.mostAtOnce = mostAtOnce;
        this.patience = patience;
        this.free = new Semaphore(mostAtOnce);
        this.clock = clock;
        this.meters = meters;
        this.unconfirmed = unconfirmed;
        meters.busy(() -> mostAtOnce - free.availablePermits());
    }

    @Override
    public Reply answer(Asked asked) throws IOException {
        long start = System.nanoTime();
        Reply reply = answered(asked);
        // A connection that is closed with something unread is reset, and the answer may go down with it.
        Body.drain(asked.stream(), MOST_LEFT_OVER);
        meters.answered(reply.status(), System.nanoTime() - start);
        return reply;
    }

    /** Takes nothing more in, and waits for what is being worked on. */
    void close(Duration patience) throws InterruptedException {
        closing = true;
        if (!free.tryAcquire(mostAtOnce, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Requests were not done after {} and are not acknowledged", patience);
        }
    }

    private Reply answered(Asked asked) throws IOException {
        String type = asked.header("Content-Type");
        if (!protocol.takes(asked.path())) {
            return protocol.refused(404, "path: not known (expected: POST " + protocol.paths() + ")", type);
        }
        if (!asked.method().equals("POST")) {
            return new Reply(
                    405, "text/plain; charset=utf-8", "method: not known (expected: POST)\n", Map.of("Allow", "POST"));
        }
        Optional<String> objection = gate.objection(asked);
        if (objection.isPresent()) {
            return protocol.refused(401, objection.get(), type);
        }
        if (!protocol.reads(type)) {
            return protocol.refused(
                    415, "Content-Type: not known (expected: application/x-protobuf or application/json)", type);
        }
        return closing || !enter() ? busy(type) : worked(asked, type);
    }

    private Reply busy(@Nullable String type) {
        return closing
                ? protocol.comeAgain(503, "stopping (expected: another listener, or this one later)", LATER, type)
                : protocol.comeAgain(
                        429, "more than " + mostAtOnce + " requests at once (expected: at most so many)", SOON, type);
    }

    private boolean enter() {
        try {
            return free.tryAcquire(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Reply worked(Asked asked, @Nullable String type) throws IOException {
        try {
            byte[] body = Body.read(asked.stream(), asked.header("Content-Encoding"), mostBytes);
            // Not before: a slow sender says nothing about the broker.
            Deadline end = Deadline.after(patience);
            Receipt receipt = take(protocol.read(body, type), end);
            meters.taken(receipt);
            if (receipt.published() + receipt.refusals().size() > 0) {
                unconfirmed.accept("");
            }
            return protocol.taken(receipt, type);
        } catch (MalformedBodyException malformed) {
            return protocol.refused(malformed.status(), malformed.why(), type);
        } catch (UnconfirmedException failed) {
            if (failed.wasTried()) {
                unconfirmed.accept(failed.why());
            }
            return protocol.comeAgain(503, "not confirmed: " + failed.why(), LATER, type);
        } finally {
            free.release();
        }
    }

    private Receipt take(List<Payload> payloads, Deadline end) throws UnconfirmedException {
        Sorted sorted = new Sorted(clock.instant());
        for (Payload payload : payloads) {
            if (payload instanceof Payload.Document document) {
                protocol.mapper().map(document.tree(), sorted::add);
            } else if (payload instanceof Payload.Unreadable unreadable) {
                sorted.add(unreadable);
            }
        }
        UsageTopics.Outcome outcome = topics.publish(sorted.accepted, end);
        sorted.refused.addAll(outcome.refused());
        if (!sorted.refused.isEmpty()) {
            topics.keep(protocol.name(), sorted.refused, end);
        }
        return new Receipt(outcome.published(), sorted.ignored, sorted.refused);
    }

    /** What the records of one request turned out to be. */
    private static final class Sorted {

        private final Instant now;
        private final List<Accepted> accepted = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private int ignored;

        private Sorted(Instant now) {
            this.now = now;
        }

        private void add(Imported imported) {
            if (imported instanceof Imported.Event found) {
                Optional<Refusal> refusal = UsageRules.check(found.event(), now);
                if (refusal.isPresent()) {
                    refused.add(new Refused(found.event().getIdentityId(), refusal.get(), KeptCopy.of(found.source())));
                } else {
                    accepted.add(new Accepted(found.event(), found.source()));
                }
            } else if (imported instanceof Imported.Refused bad) {
                var refusal = new Refusal(bad.reason(), bad.field(), Redaction.mask(bad.why()));
                refused.add(new Refused("", refusal, KeptCopy.of(bad.source())));
            } else if (imported instanceof Imported.Skipped) {
                ignored++;
            }
        }

        private void add(Payload.Unreadable unreadable) {
            var refusal = new Refusal(RefusalReason.INVALID_PAYLOAD, unreadable.place(), unreadable.why());
            refused.add(
                    new Refused("", refusal, Unreadable.of(unreadable.text()).kept()));
        }
    }
}
