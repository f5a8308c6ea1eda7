// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.openai.OpenAiSettings.Throttle;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Throttling a project at OpenAI")
class ProjectThrottleTest {

    @RegisterExtension
    static final TargetStub OPENAI = new TargetStub();

    private static final String LIMITS = "/v1/organization/projects/proj_abc/rate_limits";
    private static final String FIRST_PAGE = LIMITS + "?limit=100";
    private static final String BEFORE = rates(600, 150_000, 3, 150_000);
    private static final String AFTER = rates(5, 1_000, 3, 1_000);

    private OpenAiConnector connector;
    private Trial trial;

    @BeforeEach
    void begin() {
        holds(600, 150_000, 3, 150_000);
        OPENAI.stubFor(post(urlMatching(LIMITS + "/.*")).willReturn(okJson("{\"object\": \"project.rate_limit\"}")));
        connector = new OpenAiConnector(
                new OpenAiSettings(
                        OPENAI.reach(),
                        SecretText.parse("sk-admin-SECRET", "an admin key"),
                        Map.of("nhi-42", "proj_abc/key_abc"),
                        new Throttle(Set.of("rl-gpt-4o", "rl-o3"), 5, 1_000)),
                InstantSource.fixed(Trial.NOW));
        trial = Trial.on("nhi-42", connector);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void can_be_undone() {
        assertThat(connector.traits()).isEqualTo(new Traits(true, true, true, false));
    }

    @Test
    void says_whom_it_hits_without_calling() {
        assertThat(trial.plan(ResponseStep.THROTTLE))
                .isEqualTo("lower to 5 requests and 1000 tokens a minute the rate limits of the whole project proj_abc"
                        + " at OpenAI at " + OPENAI.baseUrl());
        assertThat(Trial.on("nhi-9", connector).plan(ResponseStep.THROTTLE))
                .isEqualTo("nothing: sink.openai.keys names no key of nhi-9");
        assertThat(OPENAI.calls()).isEmpty();
    }

    @Test
    void lowers_what_is_higher_in_the_limits_that_were_named_and_in_no_other() {
        assertThat(trial.execute(ResponseStep.THROTTLE, null)).isEqualTo(new Done("project proj_abc is throttled"));

        assertThat(OPENAI.calls())
                .containsExactly("GET " + FIRST_PAGE, "POST " + LIMITS + "/rl-gpt-4o", "POST " + LIMITS + "/rl-o3");
        assertThat(OPENAI.bodies()).containsExactly(body(5, 1_000), body(3, 1_000));
    }

    @Test
    void is_seen() {
        assertThat(trial.standing(ResponseStep.THROTTLE, null)).isEqualTo(new Known(false, BEFORE));

        holds(5, 1_000, 3, 1_000);
        assertThat(trial.standing(ResponseStep.THROTTLE, BEFORE)).isEqualTo(new Known(true, AFTER));
        assertThat(trial.execute(ResponseStep.THROTTLE, BEFORE))
                .isEqualTo(new Done("project proj_abc was throttled already"));
        assertThat(OPENAI.bodies()).isEmpty();
    }

    @Test
    void gives_the_prior_limits_back_and_lowers_none_that_was_raised_meanwhile() {
        holds(5, 1_000, 10, 1_000);

        assertThat(trial.undo(ResponseStep.THROTTLE, BEFORE))
                .isEqualTo(new Done("project proj_abc has its rate limits back"));
        assertThat(OPENAI.bodies()).containsExactly(body(600, 150_000), body(10, 150_000));
    }

    @Test
    void gives_nothing_back_twice() {
        assertThat(trial.undo(ResponseStep.THROTTLE, BEFORE))
                .isEqualTo(new Done("project proj_abc had its rate limits back already"));
        assertThat(OPENAI.bodies()).isEmpty();
    }

    @Test
    void stays_with_the_project_that_it_began_with() {
        trial.undo(ResponseStep.THROTTLE, BEFORE.replace("proj_abc", "proj_former"));

        assertThat(OPENAI.calls()).containsExactly("GET /v1/organization/projects/proj_former/rate_limits?limit=100");
    }

    @Test
    void goes_on_where_a_former_call_stopped() {
        OPENAI.stubFor(
                post(urlEqualTo(LIMITS + "/rl-o3")).willReturn(aResponse().withStatus(500)));
        assertThat(trial.execute(ResponseStep.THROTTLE, BEFORE))
                .isEqualTo(new TryAgain("changing the rate limit rl-o3 of project proj_abc: HTTP 500", null));

        holds(5, 1_000, 3, 150_000);
        assertThat(trial.standing(ResponseStep.THROTTLE, BEFORE))
                .isEqualTo(new Known(false, rates(5, 1_000, 3, 150_000)));
    }

    @Test
    void looks_through_more_than_one_page() {
        OPENAI.stubFor(get(urlEqualTo(FIRST_PAGE)).willReturn(okJson(page(true, limit("rl-gpt-4o", 600, 150_000)))));
        OPENAI.stubFor(get(urlEqualTo(FIRST_PAGE + "&after=rl-gpt-4o"))
                .willReturn(okJson(page(false, limit("rl-o3", 3, 150_000)))));

        assertThat(trial.standing(ResponseStep.THROTTLE, null)).isEqualTo(new Known(false, BEFORE));
    }

    @Test
    void needs_every_limit_that_was_named() {
        OPENAI.stubFor(get(urlEqualTo(FIRST_PAGE)).willReturn(okJson(page(false, limit("rl-o3", 3, 150_000)))));

        assertThat(trial.execute(ResponseStep.THROTTLE, null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.answer())
                                .startsWith("project proj_abc has no rate limit [rl-gpt-4o] (expected:"));
        assertThat(OPENAI.bodies()).isEmpty();
    }

    @Test
    void does_not_know_how_a_project_stands_when_it_may_not_look() {
        OPENAI.stubFor(get(urlEqualTo(FIRST_PAGE))
                .willReturn(aResponse().withStatus(403).withBody("SECRET")));

        assertThat(trial.standing(ResponseStep.THROTTLE, null))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.why())
                                .contains("HTTP 403: the admin key is not allowed to")
                                .doesNotContain("SECRET"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"project\":\"proj_abc\",\"rates\":{}}",
                "{\"project\":\"\",\"rates\":{\"a\":{\"max_requests_per_1_minute\":1,\"max_tokens_per_1_minute\":1}}}",
                "{\"project\":\"proj_abc\",\"rates\":{\"a\":{\"max_requests_per_1_minute\":1}}}"
            })
    void undoes_nothing_without_knowing_what_was_before(@Nullable String priorState) {
        assertThat(trial.undo(ResponseStep.THROTTLE, priorState))
                .isEqualTo(new Refused("nobody wrote down how the rate limits stood before"));
        assertThat(OPENAI.calls()).isEmpty();
    }

    private static void holds(long rpm, long tpm, long otherRpm, long otherTpm) {
        OPENAI.stubFor(get(urlEqualTo(FIRST_PAGE))
                .willReturn(okJson(page(
                        false,
                        limit("rl-ada", 600, 150_000),
                        limit("rl-gpt-4o", rpm, tpm),
                        limit("rl-o3", otherRpm, otherTpm)))));
    }

    private static String page(boolean more, String... limits) {
        return "{\"object\": \"list\", \"data\": [" + String.join(",", limits) + "], \"has_more\": " + more + "}";
    }

    private static String limit(String id, long rpm, long tpm) {
        return """
                {"object": "project.rate_limit", "id": "%s", "model": "a model", "max_images_per_1_minute": 10,
                 "max_requests_per_1_minute": %d, "max_tokens_per_1_minute": %d}""".formatted(id, rpm, tpm);
    }

    private static String rates(long rpm, long tpm, long otherRpm, long otherTpm) {
        return "{\"project\":\"proj_abc\",\"rates\":{\"rl-gpt-4o\":" + body(rpm, tpm) + ",\"rl-o3\":"
                + body(otherRpm, otherTpm) + "}}";
    }

    private static String body(long rpm, long tpm) {
        return "{\"max_requests_per_1_minute\":" + rpm + ",\"max_tokens_per_1_minute\":" + tpm + "}";
    }
}
