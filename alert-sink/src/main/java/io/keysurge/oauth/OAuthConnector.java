// SPDX-License-Identifier: Apache-2.0
package io.keysurge.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.Errands;
import io.keysurge.errand.SecretText;
import io.keysurge.http.Endpoint;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Revokes the tokens of an identity at an OAuth 2.0 authorization server, for good.
 *
 * <p>With a refresh token the grant behind it ends, so no further access token is issued. Whoever checks access tokens
 * by their signature alone accepts those that are out until they expire.
 */
public final class OAuthConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "oauth";

    /** What a person has to set so that a server at a private address may be called. */
    static final String ALLOW_PRIVATE = "sink.oauth.allow.private";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS = Set.of(ResponseStep.REVOKE);

    private final OAuthSettings settings;
    private final OneShotClient http;
    private final TokenEndpoints endpoints;
    private final Errands errands;

    /** A connector to one authorization server; connects only when called. */
    public OAuthConnector(OAuthSettings settings, InstantSource clock) {
        this.settings = settings;
        this.http = new OneShotClient(
                new PublicAddresses(settings.allowPrivate(), ALLOW_PRIVATE, Names.SYSTEM),
                settings.connectTimeout(),
                settings.deadline());
        this.endpoints = new TokenEndpoints(settings, http, clock);
        this.errands = new Errands(settings.shown(), settings.deadline());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** It can be asked only where the server has an introspection endpoint. */
    @Override
    public Traits traits() {
        return new Traits(false, true, settings.introspection() != null, true);
    }

    @Override
    public Duration propagation() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return STEPS.contains(step)
                ? "revoke "
                        + counted(settings.tokensOf(alert.identityId()).size(), alert.identityId())
                        + " at "
                        + settings.shown()
                : "nothing: token revocation cannot " + step;
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (!STEPS.contains(action.getStep())) {
            return new Refused("token revocation cannot " + action.getStep());
        }
        List<SecretText> tokens = settings.tokensOf(action.getIdentityId());
        if (tokens.isEmpty()) {
            return noToken(action);
        }
        return errands.act(key, deadline -> {
            for (SecretText token : tokens) {
                endpoints.revoke(token, deadline);
            }
            return new Done(counted(tokens.size(), action.getIdentityId()) + " revoked");
        });
    }

    @Override
    public Standing standing(ActionRecord action) {
        Endpoint introspection = settings.introspection();
        if (introspection == null) {
            return Connector.super.standing(action);
        }
        List<SecretText> tokens = settings.tokensOf(action.getIdentityId());
        if (tokens.isEmpty()) {
            Refused refused = noToken(action);
            return new Standing.Unknown(refused.answer(), refused);
        }
        return errands.look(deadline -> {
            int active = 0;
            for (SecretText token : tokens) {
                active += endpoints.isActive(introspection, token, deadline) ? 1 : 0;
            }
            String state = JsonNodeFactory.instance
                    .objectNode()
                    .put("active", active)
                    .put("tokens", tokens.size())
                    .toString();
            return new Standing.Known(active == 0, state);
        });
    }

    private static Refused noToken(ActionRecord action) {
        return new Refused("no token of " + action.getIdentityId() + " is configured (expected: sink.oauth.tokens)");
    }

    private static String counted(int tokens, String identityId) {
        return tokens + (tokens == 1 ? " token of " : " tokens of ") + identityId;
    }

    @Override
    public void close() {
        http.close();
    }
}
