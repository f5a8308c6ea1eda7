// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.keyring.Keyring;
import java.io.IOException;
import java.time.InstantSource;

/** Leases and tokens, each call with the sink's own token. */
final class VaultGrants implements Keyring {

    private static final JsonMapper JSON = new JsonMapper();

    private final VaultSettings settings;
    private final OneShotClient http;
    private final InstantSource clock;

    VaultGrants(VaultSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Status status(String key, Deadline deadline) throws NotDoneException, IOException {
        Grant grant = Grant.parse(key);
        Answer answer =
                switch (grant.kind()) {
                    case LEASE -> call("PUT", "sys/leases/lookup", lease(grant), deadline);
                    case TOKEN -> call("POST", "auth/token/lookup-accessor", token(grant), deadline);
                };
        return isThere(grant, "looking up", answer) ? Status.ON : Status.GONE;
    }

    /** With {@code sync}, so that a yes means that the secret is revoked, not that it will be. */
    @Override
    public void remove(String key, Deadline deadline) throws NotDoneException, IOException {
        Grant grant = Grant.parse(key);
        Answer answer =
                switch (grant.kind()) {
                    case LEASE -> call("PUT", "sys/leases/revoke", lease(grant).put("sync", true), deadline);
                    case TOKEN -> call("POST", "auth/token/revoke-accessor", token(grant), deadline);
                };
        isThere(grant, "revoking", answer);
    }

    @Override
    public String shown(String key) {
        return Grant.parse(key).shown();
    }

    private boolean isThere(Grant grant, String doing, Answer answer) throws NotDoneException {
        if (VaultAnswers.saysGone(answer)) {
            return false;
        }
        VaultAnswers.JUDGE.requireSuccess(doing + " the " + grant.shown(), answer, clock.instant());
        return true;
    }

    private Answer call(String method, String path, ObjectNode body, Deadline deadline) throws IOException {
        Request request = Request.of(method, settings.reach().uri("/v1/" + path))
                .with("X-Vault-Token", settings.token().text())
                .with("X-Vault-Request", "true")
                .withJson(body.toString().getBytes(UTF_8));
        String namespace = settings.namespace();
        return http.callAndRead(namespace == null ? request : request.with("X-Vault-Namespace", namespace), deadline);
    }

    private static ObjectNode lease(Grant grant) {
        return JSON.createObjectNode().put("lease_id", grant.id());
    }

    private static ObjectNode token(Grant grant) {
        return JSON.createObjectNode().put("accessor", grant.id());
    }
}
