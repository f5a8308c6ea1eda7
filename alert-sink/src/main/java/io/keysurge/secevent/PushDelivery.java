// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.Errands;
import io.keysurge.errand.NotDoneException;
import io.keysurge.errand.SecretText;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Sends tokens, each by one call (RFC 8935). */
final class PushDelivery implements Delivery {

    /** What a person has to set so that a receiver at a private address may be called. */
    static final String ALLOW_PRIVATE = "sink.secevent.allow.private";

    private static final String DOING = "sending a security event token";
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            401, text -> new TryAgain(text + ": the receiver does not accept sink.secevent.token", null),
            403, text -> new Refused(text + ": the receiver lets this transmitter send nothing")));

    private final Receiver.Push receiver;
    private final InstantSource clock;
    private final OneShotClient http;
    private final Errands errands;

    PushDelivery(Receiver.Push receiver, Duration deadline, InstantSource clock) {
        this.receiver = receiver;
        this.clock = clock;
        this.http = new OneShotClient(
                new PublicAddresses(receiver.allowPrivate(), ALLOW_PRIVATE, Names.SYSTEM),
                receiver.connectTimeout(),
                deadline);
        this.errands = new Errands(receiver.shown(), deadline);
    }

    @Override
    public Outcome deliver(List<EventToken> tokens, String key) {
        return errands.act(key, deadline -> {
            for (EventToken token : tokens) {
                send(token, deadline);
            }
            return new Done("HTTP " + ACCEPTED);
        });
    }

    private void send(EventToken token, Deadline deadline) throws NotDoneException, IOException {
        Request request = Request.of("POST", receiver.endpoint().url())
                .withJson(token.compact().getBytes(US_ASCII))
                .with("Content-Type", "application/secevent+jwt")
                .with("Accept", "application/json");
        SecretText secret = receiver.token();
        Answer answer = http.callAndRead(
                secret == null ? request : request.with("Authorization", "Bearer " + secret.text()), deadline);
        if (answer.status() == BAD_REQUEST) {
            throw new NotDoneException(new Refused(DOING + ": HTTP 400 " + error(answer)));
        }
        JUDGE.requireSuccess(DOING, answer, clock.instant());
        if (answer.status() != ACCEPTED) {
            // Somebody said yes who does not speak the protocol: a proxy's page, perhaps.
            throw new NotDoneException(
                    new TryAgain(DOING + ": HTTP " + answer.status() + " where a receiver answers 202", null));
        }
    }

    private static String error(Answer answer) {
        try {
            return SetErrors.shown(AnswerJudge.json(DOING, answer));
        } catch (NotDoneException e) {
            return SetErrors.shown(MissingNode.getInstance());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
