// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import io.keysurge.http.Request;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an endpoint which step to take. The endpoint takes it, or tells a person.
 *
 * <p>2xx alone is success. 410 Gone switches the endpoint off until the process is started anew.
 */
public final class WebhookConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "webhook";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConnector.class);
    private static final int GONE = 410;

    private final WebhookSettings settings;
    private final InstantSource clock;
    private final OneShotClient client;
    private volatile @Nullable Instant goneSince;

    /** A connector to one endpoint; connects only when called. */
    public WebhookConnector(WebhookSettings settings, InstantSource clock) {
        this(settings, clock, Names.SYSTEM);
    }

    /** For tests that say themselves where a name leads. */
    WebhookConnector(WebhookSettings settings, InstantSource clock, Names names) {
        this.settings = settings;
        this.clock = clock;
        this.client = new OneShotClient(
                new PublicAddresses(settings.allowPrivate(), "sink.webhook.allow.private", names),
                settings.connectTimeout(),
                settings.deadline());
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * What the endpoint does is its own affair; what is promised here is one id per action, so that it can drop
     * repetitions.
     */
    @Override
    public Traits traits() {
        return new Traits(false, true, false, false);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return "send a signed " + step + " for " + alert.identityId() + " to "
                + settings.target().shown();
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (goneSince != null) {
            return new Refused("not called: the endpoint answered 410 Gone at " + goneSince);
        }
        try {
            return judge(client.call(request(action, alert, key), Deadline.in(settings.deadline())));
        } catch (IOException e) {
            LOG.warn("Webhook {} to {}: {}", key, settings.target().shown(), e.getMessage());
            return new TryAgain("no answer: " + e.getClass().getSimpleName(), null);
        }
    }

    private Request request(ActionRecord action, Alert alert, String key) {
        byte[] body = WebhookBody.of(settings.format(), action, alert);
        long timestamp = clock.instant().getEpochSecond();
        return Request.of("POST", settings.target().url())
                .with("webhook-id", key)
                .with("webhook-timestamp", Long.toString(timestamp))
                .with("webhook-signature", WebhookSignature.header(settings.secrets(), key, timestamp, body))
                .withJson(body)
                .with("Content-Type", settings.format().mediaType());
    }

    private Outcome judge(Answer answer) {
        int status = answer.status();
        String text = "HTTP " + status;
        if (answer.isSuccess()) {
            return new Done(text);
        }
        if (status == GONE) {
            goneSince = clock.instant();
            LOG.warn(
                    "The webhook endpoint {} answered 410 Gone and is not called any more",
                    settings.target().shown());
            return new Refused(text + " Gone");
        }
        if (answer.isRedirect()) {
            return new TryAgain(text + ", a redirect, which is not followed", null);
        }
        return new TryAgain(text, answer.notBefore(clock.instant()));
    }

    @Override
    public void close() {
        client.close();
    }
}
