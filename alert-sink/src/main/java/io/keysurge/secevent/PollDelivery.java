// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.revoke.Outcome;
import io.keysurge.runtime.HttpListener;
import io.keysurge.runtime.HttpListener.Asked;
import io.keysurge.runtime.HttpListener.Reply;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Offers tokens until the receiver has collected and acknowledged them (RFC 8936), at {@code POST /poll}. */
final class PollDelivery implements Delivery {

    /** No poll waits longer for a token; the listener has no patience for more. */
    static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    /** Polls that may wait at the same time, so that there is always a thread for the next; one receiver needs one. */
    private static final int WAITING_POLLS = 2;

    private static final String SCHEME = "Bearer ";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Receiver.Poll receiver;
    private final Duration patience;
    private final Duration longestPoll;
    private final byte[] token;
    private final Offers offers;
    private final Semaphore waiting = new Semaphore(WAITING_POLLS);
    private @Nullable HttpListener listener;

    PollDelivery(Receiver.Poll receiver, Duration patience, InstantSource clock) {
        this(receiver, patience, LONGEST_POLL, clock);
    }

    /** For tests that have less time. */
    PollDelivery(Receiver.Poll receiver, Duration patience, Duration longestPoll, InstantSource clock) {
        this.receiver = receiver;
        this.patience = patience;
        this.longestPoll = longestPoll;
        this.token = receiver.token().text().getBytes(UTF_8);
        this.offers = new Offers(clock);
    }

    @Override
    public synchronized void open() {
        if (listener == null) {
            listener = HttpListener.start(
                    "secevent-poll",
                    receiver.host(),
                    receiver.port(),
                    "The endpoint for receivers of security events does not encrypt",
                    this::answer);
        }
    }

    /** The port it listens on, once opened. */
    synchronized int port() {
        if (listener == null) {
            throw new IllegalStateException("not opened");
        }
        return listener.port();
    }

    @Override
    public Outcome deliver(List<EventToken> tokens, String key) {
        return offers.settle(tokens, patience);
    }

    private Reply answer(Asked asked) throws IOException {
        if (!asked.path().equals("/poll")) {
            return Reply.plain(404, "only /poll");
        }
        if (!asked.method().equals("POST")) {
            return new Reply(405, PLAIN, "only POST\n", Map.of("Allow", "POST"));
        }
        if (!isLetIn(asked.header("Authorization"))) {
            return new Reply(401, PLAIN, "not let in\n", Map.of("WWW-Authenticate", "Bearer"));
        }
        byte[] body = asked.body();
        if (body == null) {
            return Reply.plain(413, "more than " + HttpListener.MOST_BYTES + " bytes");
        }
        return PollRequest.parse(body)
                .map(this::answer)
                .orElseGet(() -> Reply.plain(400, "not a poll as RFC 8936 has it"));
    }

    /** Takes as long with a wrong token as with the right one. */
    private boolean isLetIn(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).getBytes(UTF_8));
    }

    private Reply answer(PollRequest request) {
        request.errors().forEach(offers::refuse);
        offers.acknowledge(request.acknowledged());
        Offers.Batch batch = collect(request);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode sets = answer.putObject("sets");
        batch.tokens().forEach(token -> sets.put(token.jti(), token.compact()));
        answer.put("moreAvailable", batch.more());
        return new Reply(200, "application/json", answer.toString());
    }

    private Offers.Batch collect(PollRequest request) {
        if (request.atOnce() || !waiting.tryAcquire()) {
            return offers.collect(request.most(), Duration.ZERO);
        }
        try {
            return offers.collect(request.most(), longestPoll);
        } finally {
            waiting.release();
        }
    }

    @Override
    public synchronized void close() {
        if (listener != null) {
            listener.close();
        }
    }
}
