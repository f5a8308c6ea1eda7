// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.KeptToken;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;
import java.time.InstantSource;

/** The few things that are done to clients, each by one call with the admin token. */
final class AdminApi {

    private static final int NOT_FOUND = 404;

    private final KeycloakSettings settings;
    private final KeycloakPaths paths;
    private final OneShotClient http;
    private final KeptToken tokens;
    private final InstantSource clock;

    AdminApi(KeycloakSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.paths = new KeycloakPaths(settings);
        this.http = http;
        this.tokens = new KeptToken(new AdminTokens(settings, paths, http, clock), clock);
        this.clock = clock;
    }

    /** The client of exactly this name. */
    RealmClient find(String clientId, Deadline deadline) throws NotDoneException, IOException {
        Answer answer = authorized(Request.of("GET", paths.clientsCalled(clientId)), deadline, true);
        if (answer.status() == NOT_FOUND) {
            throw new NotDoneException(new Refused("HTTP 404: there is no " + settings.shownRealm()));
        }
        String doing = "finding the client " + clientId;
        KeycloakAnswers.JUDGE.requireSuccess(doing, answer, clock.instant());
        for (JsonNode found : AnswerJudge.json(doing, answer)) {
            if (found instanceof ObjectNode client
                    && client.path("clientId").asText().equals(clientId)) {
                return new RealmClient(client);
            }
        }
        throw new NotDoneException(new Refused(
                "there is no client " + clientId + " in " + settings.shownRealm() + " that the admin client may see"));
    }

    void put(RealmClient client, boolean enabled, long notBefore, Deadline deadline)
            throws NotDoneException, IOException {
        Request request = Request.of("PUT", paths.client(client.uuid())).withJson(client.with(enabled, notBefore));
        String doing = (enabled ? "enabling" : "disabling") + " the client " + client.clientId();
        KeycloakAnswers.JUDGE.requireSuccess(doing, authorized(request, deadline, false), clock.instant());
    }

    /** Replaces the token with which a client may change itself. Keycloak tells the new one; nobody reads it. */
    void replaceRegistrationToken(RealmClient client, Deadline deadline) throws NotDoneException, IOException {
        Request request = Request.of("POST", paths.partOf(client.uuid(), "registration-access-token"));
        String doing = "replacing the registration access token of the client " + client.clientId();
        KeycloakAnswers.JUDGE.requireSuccess(doing, authorized(request, deadline, false), clock.instant());
    }

    /** Replaces the secret. Keycloak tells the new one; nobody reads it. */
    void replaceSecret(RealmClient client, Deadline deadline) throws NotDoneException, IOException {
        Request request = Request.of("POST", paths.partOf(client.uuid(), "client-secret"));
        String doing = "replacing the secret of the client " + client.clientId();
        KeycloakAnswers.JUDGE.requireSuccess(doing, authorized(request, deadline, false), clock.instant());
    }

    /** Ends the grace in which a realm with a rotation policy still accepts the secret before the last. */
    void forgetRotatedSecret(RealmClient client, Deadline deadline) throws NotDoneException, IOException {
        Request request = Request.of("DELETE", paths.partOf(client.uuid(), "client-secret/rotated"));
        Answer answer = authorized(request, deadline, false);
        if (answer.status() != NOT_FOUND) { // there is none
            String doing = "ending the grace of the former secret of the client " + client.clientId();
            KeycloakAnswers.JUDGE.requireSuccess(doing, answer, clock.instant());
        }
    }

    private Answer authorized(Request request, Deadline deadline, boolean read) throws NotDoneException, IOException {
        return tokens.show(token -> send(request, token, deadline, read), deadline);
    }

    private Answer send(Request request, String token, Deadline deadline, boolean read) throws IOException {
        Request signed = request.with("Authorization", "Bearer " + token);
        return read ? http.callAndRead(signed, deadline) : http.call(signed, deadline);
    }
}
