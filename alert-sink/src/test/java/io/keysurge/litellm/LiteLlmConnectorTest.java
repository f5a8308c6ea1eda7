// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.litellm.LiteLlmStub.Call;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector.Standing;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The LiteLLM connector")
class LiteLlmConnectorTest {

    @RegisterExtension
    static final LiteLlmStub LITELLM = new LiteLlmStub();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final String THE_KEY = "the key with alias payments-agent";
    private static final String FREE = state(false, null, null);
    private static final String BLOCKED = state(true, null, null);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
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
    void can_throttle_suspend_and_revoke_and_be_asked() {
        assertThat(LiteLlmConnector.STEPS)
                .containsExactlyInAnyOrder(ResponseStep.THROTTLE, ResponseStep.SUSPEND, ResponseStep.REVOKE);
        assertThat(connector.traits()).isEqualTo(new Traits(true, true, true, false));
    }

    @Test
    void plans_without_calling() {
        String where = THE_KEY + " at LiteLLM at " + LITELLM.baseUrl();

        assertThat(plan(ResponseStep.THROTTLE)).isEqualTo("lower to tpm_limit 1000, rpm_limit 5 " + where);
        assertThat(plan(ResponseStep.SUSPEND)).isEqualTo("block " + where);
        assertThat(plan(ResponseStep.REVOKE)).isEqualTo("block and delete " + where);
        assertThat(LITELLM.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"THROTTLE", "SUSPEND", "REVOKE"})
    void refuses_any_other_step(ResponseStep step) {
        assertThat(execute(step, null)).isEqualTo(new Refused("LiteLLM cannot " + step));
        assertThat(LITELLM.calls()).isEmpty();
    }

    @Nested
    @DisplayName("throttling")
    class Throttling {

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                none | none | "tpm_limit":1000,"rpm_limit":5
                9000 | 60   | "tpm_limit":1000,"rpm_limit":5
                9000 | 5    | "tpm_limit":1000
                10   | none | "rpm_limit":5
                """)
        void lowers_a_limit_and_leaves_a_lower_one_alone(@Nullable Long tpm, @Nullable Long rpm, String changes) {
            holds(false, tpm, rpm);

            assertThat(execute(ResponseStep.THROTTLE, null))
                    .isInstanceOf(Done.class)
                    .extracting(Outcome::answer)
                    .asString()
                    .startsWith(THE_KEY + " is throttled: tpm_limit ");
            assertThat(LITELLM.bodies(Call.UPDATE))
                    .containsExactly("{\"key\":\"" + LiteLlmStub.TOKEN + "\"," + changes + "}");
        }

        @Test
        void changes_nothing_when_both_are_low_already() {
            holds(false, 1_000L, 1L);

            assertThat(execute(ResponseStep.THROTTLE, FREE))
                    .isEqualTo(new Done(THE_KEY + " was throttled already: tpm_limit 1000, rpm_limit 1"));
            assertThat(LITELLM.calls()).containsExactly(Call.LIST);
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "none",
                value = {"none,none,false", "1000,none,false", "1000,6,false", "1000,5,true", "1,0,true"})
        void is_in_effect_once_both_are_low(@Nullable Long tpm, @Nullable Long rpm, boolean inEffect) {
            holds(false, tpm, rpm);

            assertThat(standing(ResponseStep.THROTTLE, null)).isEqualTo(new Known(inEffect, state(false, tpm, rpm)));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                none | none | "tpm_limit":null,"rpm_limit":null
                9000 | 60   | "tpm_limit":9000,"rpm_limit":60
                9000 | 5    | "tpm_limit":9000
                10   | none | "rpm_limit":null
                """)
        void is_undone_exactly(@Nullable Long tpm, @Nullable Long rpm, String changes) {
            String before = state(false, tpm, rpm);
            listsOneAfterTheOther(key(false, tpm == null ? 1_000L : Math.min(tpm, 1_000L), 5L), key(false, tpm, rpm));

            assertThat(undo(ResponseStep.THROTTLE, before).answer()).startsWith(THE_KEY + " has its limits back: ");
            assertThat(LITELLM.bodies(Call.UPDATE))
                    .containsExactly("{\"key\":\"" + LiteLlmStub.TOKEN + "\"," + changes + "}");
        }

        @Test
        void is_tried_to_be_undone_again_when_it_does_not_show() {
            holds(false, 1_000L, 5L);

            assertThat(undo(ResponseStep.THROTTLE, FREE))
                    .isEqualTo(
                            new TryAgain("LiteLLM accepted, but does not show: tpm_limit none, rpm_limit none", null));
        }

        @Test
        void leaves_limits_alone_that_somebody_raised_meanwhile() {
            holds(false, null, 70L);

            assertThat(undo(ResponseStep.THROTTLE, state(false, 9_000L, 60L)))
                    .isEqualTo(new Done(THE_KEY + " had its limits back already: tpm_limit none, rpm_limit 70"));
            assertThat(LITELLM.calls()).containsExactly(Call.LIST);
        }
    }

    @Nested
    @DisplayName("suspending")
    class Suspending {

        @Test
        void blocks_the_key_by_its_hashed_token() {
            assertThat(execute(ResponseStep.SUSPEND, null)).isEqualTo(new Done(THE_KEY + " is blocked"));

            assertThat(LITELLM.requests(Call.BLOCK)).singleElement().satisfies(request -> {
                assertThat(request.getBodyAsString()).isEqualTo("{\"key\":\"" + LiteLlmStub.TOKEN + "\"}");
                assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + LiteLlmStub.ADMIN_KEY);
                assertThat(request.getHeader("litellm-changed-by")).isEqualTo("keysurge");
            });
        }

        @Test
        void changes_nothing_when_it_is_done_again() {
            holds(true, null, null);

            assertThat(execute(ResponseStep.SUSPEND, FREE)).isEqualTo(new Done(THE_KEY + " was blocked already"));
            assertThat(LITELLM.calls()).containsExactly(Call.LIST);
        }

        @Test
        void is_seen_and_undone() {
            scenario(Call.LIST, STARTED, STARTED, FREE);
            scenario(Call.BLOCK, STARTED, "blocked", BLOCKED);
            scenario(Call.LIST, "blocked", "blocked", BLOCKED);
            scenario(Call.UNBLOCK, "blocked", STARTED, FREE);

            assertThat(standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(false, FREE));
            assertThat(execute(ResponseStep.SUSPEND, FREE)).isInstanceOf(Done.class);
            assertThat(standing(ResponseStep.SUSPEND, FREE)).isEqualTo(new Known(true, BLOCKED));
            assertThat(undo(ResponseStep.SUSPEND, FREE)).isEqualTo(new Done(THE_KEY + " is unblocked"));
            assertThat(standing(ResponseStep.SUSPEND, FREE)).isEqualTo(new Known(false, FREE));
            assertThat(undo(ResponseStep.SUSPEND, FREE)).isEqualTo(new Done(THE_KEY + " was unblocked already"));
        }

        @Test
        void leaves_a_key_blocked_that_was_so_before() {
            holds(true, null, null);

            assertThat(undo(ResponseStep.SUSPEND, BLOCKED)).isInstanceOf(Done.class);
            assertThat(LITELLM.calls()).containsExactly(Call.LIST);
        }
    }

    @Nested
    @DisplayName("revoking")
    class Revoking {

        @Test
        void blocks_the_key_before_it_deletes_it() {
            assertThat(execute(ResponseStep.REVOKE, FREE)).isEqualTo(new Done(THE_KEY + " is deleted"));

            assertThat(LITELLM.calls()).containsExactly(Call.LIST, Call.BLOCK, Call.DELETE);
            assertThat(LITELLM.bodies(Call.DELETE)).containsExactly("{\"keys\":[\"" + LiteLlmStub.TOKEN + "\"]}");
        }

        @Test
        void is_done_when_the_key_is_gone_already() {
            LITELLM.holds();

            assertThat(execute(ResponseStep.REVOKE, FREE)).isEqualTo(new Done(THE_KEY + " is gone already"));
            assertThat(LITELLM.calls()).containsExactly(Call.LIST);
        }

        @Test
        void is_in_effect_once_the_key_that_was_there_is_gone() {
            assertThat(standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(false, FREE));
            assertThat(standing(ResponseStep.REVOKE, FREE)).isEqualTo(new Known(false, FREE));

            LITELLM.holds();
            assertThat(standing(ResponseStep.REVOKE, FREE)).isEqualTo(new Known(true, FREE));
            assertThat(standing(ResponseStep.REVOKE, null)).isInstanceOf(Unknown.class);
        }

        @Test
        void cannot_be_undone() {
            assertThat(undo(ResponseStep.REVOKE, FREE))
                    .isEqualTo(new Refused("a REVOKE cannot be undone: generate a new key and hand it out"));
            assertThat(LITELLM.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "{\"token\":\"sk-1\",\"blocked\":false,\"tpm_limit\":null,\"rpm_limit\":null}",
                "{\"token\":\"" + LiteLlmStub.TOKEN + "\",\"blocked\":false,\"tpm_limit\":1.5,\"rpm_limit\":null}",
                "{\"token\":\"" + LiteLlmStub.TOKEN + "\",\"blocked\":false}"
            })
    void undoes_nothing_without_knowing_what_was_before(@Nullable String priorState) {
        assertThat(undo(ResponseStep.THROTTLE, priorState)).isInstanceOf(Refused.class);
        assertThat(undo(ResponseStep.SUSPEND, priorState)).isInstanceOf(Refused.class);
        assertThat(LITELLM.calls()).isEmpty();
    }

    private String plan(ResponseStep step) {
        return connector.plan(step, AlertFacts.of(alert));
    }

    private Outcome execute(ResponseStep step, @Nullable String priorState) {
        return connector.execute(action(step, priorState), alert, "key");
    }

    private Outcome undo(ResponseStep step, @Nullable String priorState) {
        return connector.undo(action(step, priorState), "key");
    }

    private Standing standing(ResponseStep step, @Nullable String priorState) {
        return connector.standing(action(step, priorState));
    }

    private ActionRecord action(ResponseStep step, @Nullable String priorState) {
        return ActionRecord.newBuilder(Actions.intent(alert, step, NOW))
                .setPriorState(priorState)
                .build();
    }

    private static void holds(boolean blocked, @Nullable Long tpm, @Nullable Long rpm) {
        LITELLM.holds(key(blocked, tpm, rpm));
    }

    private static String key(boolean blocked, @Nullable Long tpm, @Nullable Long rpm) {
        return LiteLlmStub.key("payments-agent", LiteLlmStub.TOKEN, blocked ? true : null, tpm, rpm);
    }

    private static String state(boolean blocked, @Nullable Long tpm, @Nullable Long rpm) {
        return new KeyState(LiteLlmStub.TOKEN, blocked, new Limits(tpm, rpm)).toJson();
    }

    private static void listsOneAfterTheOther(String first, String second) {
        LITELLM.stubFor(LiteLlmStub.on(Call.LIST)
                .inScenario("two looks")
                .whenScenarioStateIs(STARTED)
                .willReturn(LiteLlmStub.page(1, first))
                .willSetStateTo("second"));
        LITELLM.stubFor(LiteLlmStub.on(Call.LIST)
                .inScenario("two looks")
                .whenScenarioStateIs("second")
                .willReturn(LiteLlmStub.page(1, second)));
    }

    /** A call that is answered with this state of the key, and leaves the proxy in another one. */
    private static void scenario(Call call, String from, String to, String state) {
        String key = state.replaceFirst("\\{", "{\"key_alias\":\"payments-agent\",");
        LITELLM.stubFor(LiteLlmStub.on(call)
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(call == Call.LIST ? LiteLlmStub.page(1, key) : okJson(key))
                .willSetStateTo(to));
    }
}
