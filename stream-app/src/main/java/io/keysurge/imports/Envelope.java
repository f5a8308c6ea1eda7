// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer, and what its caller wrote around it. Answers do not say who asked, and some not when; so logs keep
 * them within an object that does: {@code {"occurred_at": ..., "identity_id": ..., "response": {...}}}.
 *
 * @param outer the object around; the answer itself where there is none
 * @param body the answer
 */
record Envelope(Fields outer, Fields body) {

    private static final String[] TIMES = {"occurred_at", "timestamp", "time", "ended_at"};
    private static final String[] WITHIN = {"response", "message", "body", "result"};

    /** Unpacks a record: also what batches answer, {@code response.body} and {@code result.message}. */
    static Envelope of(Fields record) {
        Fields body = record;
        boolean deeper = true;
        while (deeper) {
            deeper = false;
            for (String name : WITHIN) {
                if (!body.has("usage") && body.object().path(name).isObject()) {
                    body = body.in(name);
                    deeper = true;
                    break;
                }
            }
        }
        return new Envelope(record, body);
    }

    /** When the call ended: what the log says before what the answer says. */
    Instant time(ImportSettings settings, String... inBody) throws MisfitException {
        for (String name : TIMES) {
            if (outer.has(name)) {
                return outer.time(name, settings.zone());
            }
        }
        for (String name : inBody) {
            if (body.has(name)) {
                return body.time(name, settings.zone());
            }
        }
        if (outer.has("created_at")) {
            return outer.time("created_at", settings.zone());
        }
        throw outer.wrong("occurred_at", "the time of the call, beside the answer");
    }

    /** The event's id: the answer's own, else that of the log's entry. */
    String id() throws MisfitException {
        String id = body.text("id");
        if (id == null) {
            id = outer.firstText("id", "request_id", "event_id");
        }
        if (id == null) {
            throw outer.wrong("id", "the id of the call, in the answer or beside it");
        }
        return EventIds.bounded(id);
    }

    /** Who called, and with what. */
    void caller(UsageEvent event, ImportSettings settings) throws MisfitException {
        String credential = credential(settings.fingerprints());
        if (credential != null) {
            event.setCredentialFingerprint(credential);
            event.setIdentityKind(IdentityKind.API_KEY);
        }
        String identity = identity(settings);
        if (identity == null) {
            identity = event.getCredentialFingerprint();
        }
        if (identity == null) {
            identity = settings.identity();
        }
        if (identity == null) {
            throw outer.wrong("identity_id", "who called, beside the answer, or one identity for all stated");
        }
        event.setIdentityId(identity);
        event.setApplicationId(outer.text("application_id"));
        event.setAgentId(outer.text("agent_id"));
        event.setConversationId(outer.firstText("conversation_id", "session_id", "sessionId"));
        event.setEnvironment(outer.text("environment"));
        event.setSource(outer.firstText("source", "client_address"));
        event.setUserAgent(outer.text("user_agent"));
    }

    private @Nullable String credential(Fingerprints fingerprints) throws MisfitException {
        String key = outer.credential("api_key");
        if (key != null) {
            return fingerprints.ofKey(outer.path("api_key"), key);
        }
        String id = outer.credential("api_key_id");
        return id == null ? null : fingerprints.ofName(outer.path("api_key_id"), id);
    }

    private @Nullable String identity(ImportSettings settings) throws MisfitException {
        for (String name : settings.identityAttributes()) {
            String identity = outer.identity(name, settings.fingerprints());
            if (identity == null) {
                identity = body.in("metadata").identity(name, settings.fingerprints());
            }
            if (identity != null) {
                return identity;
            }
        }
        return outer.text("identity_id");
    }

    /** How it ended: by the HTTP status beside the answer, or the error in it. */
    String status() throws MisfitException {
        for (Fields place : new Fields[] {outer, outer.in("response")}) {
            long code = place.firstCount("status_code", "http_status");
            if (code >= 0) {
                return Statuses.ofCode(code);
            }
        }
        Fields error = error();
        if (error == null) {
            return Statuses.OK;
        }
        String name = error.firstText("code", "type");
        String status = name == null ? Statuses.ERROR : Statuses.of(name);
        return status.equals(Statuses.OK) ? Statuses.ERROR : status;
    }

    private @Nullable Fields error() {
        for (Fields place : new Fields[] {body, outer}) {
            Fields error = place.in("error");
            if (error.object().isObject()) {
                // Anthropic's batches wrap the error once more.
                return error.object().path("error").isObject() ? error.in("error") : error;
            }
        }
        return null;
    }
}
