// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static io.keysurge.contract.ResponseStep.REVOKE;
import static io.keysurge.contract.ResponseStep.SUSPEND;
import static io.keysurge.contract.ResponseStep.THROTTLE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.notice.Cases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the receiver is told of an action: tokens of one event each, with the same ids at every repetition. */
final class EventTokens {

    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    private static final String RISK_LEVEL_CHANGE = CAEP + "risk-level-change";
    private static final String SESSION_REVOKED = CAEP + "session-revoked";
    private static final String ACCOUNT_DISABLED = RISC + "account-disabled";
    private static final String ACCOUNT_ENABLED = RISC + "account-enabled";
    private static final String CREDENTIAL_COMPROMISE = RISC + "credential-compromise";

    private static final Map<ResponseStep, String> EVENTS =
            Map.of(THROTTLE, RISK_LEVEL_CHANGE, SUSPEND, ACCOUNT_DISABLED, REVOKE, SESSION_REVOKED);

    /** The event that takes an event back, where there is one. */
    private static final Map<ResponseStep, String> UNDOINGS =
            Map.of(THROTTLE, RISK_LEVEL_CHANGE, SUSPEND, ACCOUNT_ENABLED);

    private final SecEventSettings settings;

    EventTokens(SecEventSettings settings) {
        this.settings = settings;
    }

    /** What an event is called, without where it is defined. */
    static String nameOf(ResponseStep step) {
        return lastWord(EVENTS.getOrDefault(step, "nothing"));
    }

    /**
     * Tells of an action, dated when it was decided on.
     *
     * @param key the same at every repetition
     */
    List<EventToken> of(ActionRecord action, String key) {
        String event = EVENTS.get(action.getStep());
        if (event == null) {
            return List.of();
        }
        List<EventToken> tokens = new ArrayList<>();
        Instant decided = action.getProposedAt();
        tokens.add(token(action, key, decided, event, event(action, event, "HIGH", decided)));
        if (action.getAlertType() == AlertType.EXPOSED_KEY_USED) {
            ObjectNode compromise = told(action, decided).put("credential_type", "api-key");
            tokens.add(token(action, key + "-compromise", decided, CREDENTIAL_COMPROMISE, compromise));
        }
        return tokens;
    }

    /**
     * Takes it back, dated when that is done: the ledger keeps no other time of it, and it has to be after the action's
     * own. Empty where nothing can take the event back.
     */
    List<EventToken> undoing(ActionRecord action, String key) {
        String event = UNDOINGS.get(action.getStep());
        Instant now = action.getUpdatedAt();
        return event == null ? List.of() : List.of(token(action, key, now, event, event(action, event, "LOW", now)));
    }

    private static ObjectNode event(ActionRecord action, String event, String riskLevel, Instant at) {
        ObjectNode told = told(action, at);
        if (event.equals(RISK_LEVEL_CHANGE)) {
            told.put("principal", "USER") // CAEP counts robots among the users
                    .put("current_level", riskLevel)
                    .put("risk_reason", action.getAlertType().name());
        } else if (event.equals(ACCOUNT_DISABLED) && action.getAlertType() == AlertType.EXPOSED_KEY_USED) {
            told.put("reason", "hijacking");
        }
        return told;
    }

    private static ObjectNode told(ActionRecord action, Instant at) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("event_timestamp", at.getEpochSecond());
        told.put("initiating_entity", action.getApprovals().isEmpty() ? "policy" : "admin");
        told.putObject("reason_admin")
                .put("en", action.getAlertType() + " of severity " + action.getSeverity() + ", Keysurge");
        return told;
    }

    private EventToken token(ActionRecord action, String jti, Instant issuedAt, String event, ObjectNode told) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", settings.issuer());
        claims.put("jti", jti);
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("aud", settings.audience());
        claims.put("txn", Cases.caseOf(action));
        claims.set("sub_id", subject(settings.subjectOf(action.getIdentityId())));
        claims.putObject("events").set(event, told);
        return new EventToken(jti, settings.key().sign(claims.toString(), settings.keyId()));
    }

    /** By the formats of RFC 9493. */
    private ObjectNode subject(String subject) {
        ObjectNode id = JsonNodeFactory.instance.objectNode();
        return settings.subjectIssuer() == null
                ? id.put("format", "opaque").put("id", subject)
                : id.put("format", "iss_sub")
                        .put("iss", settings.subjectIssuer())
                        .put("sub", subject);
    }

    private static String lastWord(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
