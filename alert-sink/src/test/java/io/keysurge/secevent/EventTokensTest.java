// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.ledger.ActionMoves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims are compared with the specifications' own examples: RFC 8417, SSF 1.0, CAEP 1.0, RISC 1.0. */
@DisplayName("Security event tokens")
class EventTokensTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final EventTokens opaque = tokens(null);
    private final Alert spike = Alerts.spike("alert-1", "nhi-42", NOW);
    private final Alert exposed = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "alert-2", "nhi-43", NOW);

    @Test
    void say_that_an_account_is_disabled() throws Exception {
        ActionRecord suspension = ActionRecord.newBuilder(Actions.intent(spike, ResponseStep.SUSPEND, NOW))
                .setCaseId("case-7")
                .build();

        assertThat(verified(opaque.of(suspension, "key-of-the-action"))).containsExactly(JSON.readTree("""
                {"iss": "https://keysurge.example",
                 "jti": "key-of-the-action",
                 "iat": 1777888800,
                 "aud": "https://receiver.example",
                 "txn": "case-7",
                 "sub_id": {"format": "opaque", "id": "nhi-42"},
                 "events": {"https://schemas.openid.net/secevent/risc/event-type/account-disabled": {
                   "event_timestamp": 1777888800,
                   "initiating_entity": "policy",
                   "reason_admin": {"en": "TOKEN_SPIKE of severity 5, Keysurge"}}}}"""));
    }

    @Test
    void say_that_a_risk_is_high() throws Exception {
        JsonNode claims = verified(opaque.of(Actions.intent(spike, ResponseStep.THROTTLE, NOW), "key"))
                .get(0);

        assertThat(claims.path("events")).hasSize(1);
        assertThat(claims.at("/events/https:~1~1schemas.openid.net~1secevent~1caep~1event-type~1risk-level-change"))
                .isEqualTo(JSON.readTree("""
                        {"event_timestamp": 1777888800,
                         "initiating_entity": "policy",
                         "reason_admin": {"en": "TOKEN_SPIKE of severity 5, Keysurge"},
                         "principal": "USER",
                         "current_level": "HIGH",
                         "risk_reason": "TOKEN_SPIKE"}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLE,caep/event-type/risk-level-change",
        "SUSPEND,risc/event-type/account-disabled",
        "REVOKE,caep/event-type/session-revoked"
    })
    void hold_one_event_for_each_step_and_never_expire(ResponseStep step, String event) throws Exception {
        List<JsonNode> claims = verified(opaque.of(Actions.intent(spike, step, NOW), "key"));

        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).path("events").fieldNames())
                .toIterable()
                .containsExactly("https://schemas.openid.net/secevent/" + event);
        assertThat(claims.get(0).has("exp")).isFalse();
        assertThat(claims.get(0).has("sub")).isFalse();
    }

    @Test
    void say_in_a_second_token_that_an_exposed_credential_is_compromised() throws Exception {
        List<JsonNode> claims =
                verified(tokens("https://idp.example").of(Actions.intent(exposed, ResponseStep.SUSPEND, NOW), "key"));

        assertThat(claims).extracting(each -> each.path("jti").asText()).containsExactly("key", "key-compromise");
        assertThat(claims.get(1).path("sub_id")).isEqualTo(JSON.readTree("""
                {"format": "iss_sub", "iss": "https://idp.example", "sub": "billing-bot"}"""));
        assertThat(claims.get(1).path("events")).isEqualTo(JSON.readTree("""
                {"https://schemas.openid.net/secevent/risc/event-type/credential-compromise": {
                  "event_timestamp": 1777888800,
                  "initiating_entity": "policy",
                  "reason_admin": {"en": "EXPOSED_KEY_USED of severity 4, Keysurge"},
                  "credential_type": "api-key"}}"""));
        assertThat(claims.get(0).path("events").findValue("reason").asText()).isEqualTo("hijacking");
    }

    @Test
    void name_a_person_where_one_approved() throws Exception {
        ActionRecord approved = ActionRecord.newBuilder(Actions.intent(spike, ResponseStep.REVOKE, NOW))
                .setApprovals(List.of("ada", "ben"))
                .build();

        JsonNode claims = verified(opaque.of(approved, "key")).get(0);

        assertThat(claims.findValue("initiating_entity").asText()).isEqualTo("admin");
        assertThat(claims.toString()).doesNotContain("ada");
    }

    @Test
    void have_the_same_claims_at_every_repetition() throws Exception {
        ActionRecord first = Actions.intent(exposed, ResponseStep.REVOKE, NOW);
        ActionRecord second = ActionMoves.callingAgain(
                ActionMoves.retryLater(first, "HTTP 503", NOW, NOW), "again", NOW.plusSeconds(90));

        assertThat(verified(opaque.of(second, "key"))).isEqualTo(verified(opaque.of(first, "key")));
    }

    @ParameterizedTest
    @CsvSource({"THROTTLE,caep/event-type/risk-level-change", "SUSPEND,risc/event-type/account-enabled"})
    void take_back_under_an_id_and_a_time_of_their_own(ResponseStep step, String event) throws Exception {
        ActionRecord undoing = ActionRecord.newBuilder(Actions.intent(exposed, step, NOW))
                .setUpdatedAt(NOW.plusSeconds(60))
                .build();

        List<JsonNode> claims = verified(opaque.undoing(undoing, "key-undo"));

        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).path("jti").asText()).isEqualTo("key-undo");
        assertThat(claims.get(0).path("iat").asLong())
                .isEqualTo(NOW.plusSeconds(60).getEpochSecond());
        assertThat(claims.get(0).path("events").fieldNames())
                .toIterable()
                .containsExactly("https://schemas.openid.net/secevent/" + event);
        assertThat(claims.get(0).path("events").toString()).doesNotContain("HIGH", "hijacking");
    }

    @Test
    void take_no_revocation_back() {
        assertThat(opaque.undoing(Actions.intent(spike, ResponseStep.REVOKE, NOW), "key-undo"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ResponseStep.class,
            names = {"RECORD", "NOTIFY_OWNER", "NOTIFY_RESPONDERS"})
    void are_not_made_of_a_step_that_protects_nobody(ResponseStep step) {
        ActionRecord action = Actions.intent(exposed, step, NOW);

        assertThat(opaque.of(action, "key")).isEmpty();
        assertThat(opaque.undoing(action, "key")).isEmpty();
    }

    private static List<JsonNode> verified(List<EventToken> tokens) throws Exception {
        List<JsonNode> claims = new ArrayList<>();
        for (EventToken token : tokens) {
            claims.add(Receivers.verifier().verify(token.compact()));
            assertThat(claims.get(claims.size() - 1).path("jti").asText()).isEqualTo(token.jti());
        }
        return claims;
    }

    private static EventTokens tokens(String subjectIssuer) {
        Receiver receiver = new Receiver.Poll("127.0.0.1", 0, SecretText.parse("SECRET", "a token"));
        return new EventTokens(Receivers.settings(receiver, subjectIssuer));
    }
}
