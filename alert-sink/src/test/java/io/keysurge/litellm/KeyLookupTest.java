// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.litellm.LiteLlmStub.Call;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The key of an identity in LiteLLM")
class KeyLookupTest {

    @RegisterExtension
    static final LiteLlmStub LITELLM = new LiteLlmStub();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final String WAS_FREE = new KeyState(LiteLlmStub.TOKEN, false, new Limits(null, null)).toJson();

    private LiteLlmConnector connector;

    @BeforeEach
    void begin() {
        LITELLM.isWell();
        connector = LITELLM.connector(NOW);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void is_the_one_whose_alias_is_the_identity_s_own_id_where_no_other_is_set() {
        LITELLM.holds(named("../a b?&c=%2F", LiteLlmStub.TOKEN));

        assertThat(suspend("../a b?&c=%2F")).isInstanceOf(Done.class);
        assertThat(LITELLM.requests(Call.LIST))
                .singleElement()
                .extracting(request -> request.getUrl())
                .isEqualTo("/key/list?key_alias=..%2Fa%20b%3F%26c%3D%252F&return_full_object=true&page=1&size=10");
    }

    @Test
    void is_asked_for_by_its_hashed_token_where_one_is_set() {
        connector.close();
        connector = LITELLM.connector(NOW, Map.of("nhi-42", new KeyName(LiteLlmStub.TOKEN)), true);

        assertThat(suspend("nhi-42")).isEqualTo(new Done("the key 80321a12... is blocked"));
        assertThat(LITELLM.requests(Call.LIST))
                .singleElement()
                .extracting(request -> request.getUrl())
                .isEqualTo("/key/list?key_hash=" + LiteLlmStub.TOKEN + "&return_full_object=true&page=1&size=10");
    }

    @Test
    void is_not_one_whose_alias_is_only_alike() {
        LITELLM.holds(
                named("payments-agent-2", LiteLlmStub.OTHER),
                named("Payments-Agent", LiteLlmStub.OTHER),
                LiteLlmStub.key(null, LiteLlmStub.OTHER, null, null, null));

        assertRefused("nhi-42", "there is no key with alias payments-agent at LiteLLM at http://localhost");
        assertRefused("null", "there is no key with alias null");
    }

    @Test
    void is_looked_for_on_every_page() {
        LITELLM.holdsOnPage(1, 3, named("my-payments-agent", LiteLlmStub.OTHER));
        LITELLM.holdsOnPage(2, 3, named("payments-agent", LiteLlmStub.TOKEN));
        LITELLM.holdsOnPage(3, 3, named("payments-agent", LiteLlmStub.TOKEN)); // it moved on meanwhile

        assertThat(suspend("nhi-42")).isInstanceOf(Done.class);
        assertThat(LITELLM.calls()).containsExactly(Call.LIST, Call.LIST, Call.LIST, Call.BLOCK);
    }

    @Test
    void is_left_alone_when_another_has_the_same_alias() {
        LITELLM.holdsOnPage(1, 2, named("payments-agent", LiteLlmStub.TOKEN));
        LITELLM.holdsOnPage(2, 2, named("payments-agent", LiteLlmStub.OTHER));

        assertRefused("nhi-42", "there is more than one key with alias payments-agent at LiteLLM");
        assertThat(connector.standing(action("nhi-42", ResponseStep.SUSPEND, null)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void is_not_looked_for_without_end() {
        LITELLM.holdsOnPage(1, 21, named("payments-agent", LiteLlmStub.TOKEN));

        assertRefused("nhi-42", "looking for the key with alias payments-agent: LiteLLM lists more than 200 keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-SECRET", " "})
    void is_not_asked_for_by_what_may_be_a_key_itself(String identityId) {
        assertRefused(identityId, "the identity is called by nothing, or by what seems to be a key");
        assertThat(LITELLM.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-SECRET", "80321A12"})
    void is_not_touched_when_its_hashed_token_is_not_shown(String token) {
        LITELLM.holds(named("payments-agent", token));

        assertRefused("nhi-42", "LiteLLM does not show the key with alias payments-agent as documented");
    }

    @Test
    void is_never_the_one_that_the_connector_lives_on() {
        LITELLM.holds(
                named("payments-agent", AdminKey.parse(LiteLlmStub.ADMIN_KEY).token()));

        assertRefused("nhi-42", "the key with alias payments-agent is never touched");
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "SUSPEND"})
    void is_the_same_from_the_first_look_to_the_last(ResponseStep step) {
        LITELLM.holds(); // by the token of before; a new key may have the alias

        ActionRecord action = action("nhi-42", step, WAS_FREE);
        String gone = "the key with alias payments-agent that this was decided for is gone: it was deleted, or replaced"
                + " by a new one";
        assertThat(connector.execute(action, alert("nhi-42"), "key")).isEqualTo(new Refused(gone));
        assertThat(connector.undo(action, "key")).isEqualTo(new Refused(gone));
        assertThat(connector.standing(action)).isEqualTo(new Unknown(gone, new Refused(gone)));
        assertThat(LITELLM.requests(Call.LIST))
                .allSatisfy(request -> assertThat(request.getUrl()).contains("key_hash=" + LiteLlmStub.TOKEN));
    }

    @Test
    void is_not_taken_for_gone_when_others_are_shown_in_its_place() {
        LITELLM.holds(named("payments-agent", LiteLlmStub.OTHER));

        assertThat(connector.standing(action("nhi-42", ResponseStep.REVOKE, WAS_FREE)))
                .isInstanceOf(Unknown.class)
                .isNotInstanceOf(Known.class);
        assertThat(connector.execute(action("nhi-42", ResponseStep.REVOKE, WAS_FREE), alert("nhi-42"), "key"))
                .isInstanceOf(Refused.class);
        assertThat(LITELLM.calls()).containsOnly(Call.LIST);
    }

    private void assertRefused(String identityId, String answer) {
        assertThat(suspend(identityId))
                .isInstanceOf(Refused.class)
                .extracting(Outcome::answer)
                .asString()
                .startsWith(answer)
                .doesNotContain("SECRET");
        assertThat(LITELLM.calls()).doesNotContain(Call.BLOCK);
    }

    private Outcome suspend(String identityId) {
        return connector.execute(action(identityId, ResponseStep.SUSPEND, null), alert(identityId), "key");
    }

    private static Alert alert(String identityId) {
        return Alerts.spike("alert-1", identityId, NOW);
    }

    private static ActionRecord action(String identityId, ResponseStep step, String priorState) {
        return ActionRecord.newBuilder(Actions.intent(alert(identityId), step, NOW))
                .setPriorState(priorState)
                .build();
    }

    private static String named(String alias, String token) {
        return LiteLlmStub.key(alias, token, false, null, null);
    }
}
