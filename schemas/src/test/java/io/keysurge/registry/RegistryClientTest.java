// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.keysurge.registry.StubRegistry.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.keysurge.contract.ExposureReport;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A registry client")
class RegistryClientTest {

    private static final Schema SCHEMA = ExposureReport.getClassSchema();

    private final StubRegistry registry = new StubRegistry();

    @AfterEach
    void stop() {
        registry.close();
    }

    private RegistryClient client(String... settings) {
        return RegistryClient.from(registry.settings(settings));
    }

    @Nested
    @DisplayName("whose registry answers")
    class Answered {

        @Test
        void registers_a_schema_and_learns_its_id() {
            registry.knows(7, SCHEMA);

            assertThat(client().register("t-value", SCHEMA)).isEqualTo(7);
        }

        @Test
        void looks_up_the_version_that_holds_a_schema() {
            registry.knows(7, SCHEMA);

            assertThat(client().lookup("t-value", SCHEMA))
                    .contains(new SchemaVersion("s", 3, 7, new RegisteredSchema("AVRO", SCHEMA.toString(), List.of())));
        }

        @Test
        void knows_that_a_subject_or_a_schema_is_missing() {
            assertThat(client().lookup("t-value", SCHEMA)).isEmpty();
            assertThat(client().latest("t-value")).isEmpty();
            assertThat(client().schema(7)).isEmpty();
        }

        @Test
        void names_subject_and_reason_of_an_incompatible_schema() {
            registry.answers(post(anyUrl()), refusal(409, 409, "field region was removed"));

            assertThatThrownBy(() -> client().register("t-value", SCHEMA))
                    .isInstanceOfSatisfying(
                            IncompatibleSchemaException.class,
                            refused -> assertThat(refused.subject()).isEqualTo("t-value"))
                    .hasMessageContainingAll("t-value", "field region was removed");
        }

        @Test
        void tells_a_refusal_with_the_registrys_own_code() {
            registry.answers(post(anyUrl()), refusal(422, 42201, "Invalid schema"));

            assertThatThrownBy(() -> client().register("t-value", SCHEMA))
                    .isInstanceOfSatisfying(RegistryRefusedException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(422);
                        assertThat(refused.errorCode()).isEqualTo(42201);
                    })
                    .hasMessageContaining("Invalid schema");
        }

        @Test
        void takes_the_status_for_a_missing_or_zero_error_code() {
            registry.answers(post(anyUrl()), refusal(400, 0, "no"));

            assertThatThrownBy(() -> client().register("t-value", SCHEMA))
                    .isInstanceOfSatisfying(
                            RegistryRefusedException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo(400));
        }

        @Test
        void reads_any_content_type() {
            registry.answers(
                    get(urlEqualTo("/config")),
                    okJson("{\"compatibilityLevel\":\"FULL\"}").withHeader("Content-Type", "text/plain"));

            assertThat(client().globalCompatibilityLevel()).isEqualTo("FULL");
        }

        @Test
        void percent_encodes_subjects() {
            registry.knows(7, SCHEMA);

            client().register("a/b c?d", SCHEMA);

            registry.server().verify(postRequestedFor(urlEqualTo("/subjects/a%2Fb%20c%3Fd/versions")));
        }

        @Test
        void asks_for_normalisation_when_told_to() {
            registry.knows(7, SCHEMA);

            client(RegistrySettings.NORMALIZE_SCHEMAS, "true").register("t", SCHEMA);

            registry.server().verify(postRequestedFor(urlEqualTo("/subjects/t/versions?normalize=true")));
        }

        @Test
        void reports_why_a_schema_would_not_fit() {
            registry.answers(post(anyUrl()), okJson("{\"is_compatible\":false,\"messages\":[\"READER_FIELD\"]}"));

            assertThat(client().compatibility("t", SCHEMA))
                    .isEqualTo(new CompatibilityVerdict(false, List.of("READER_FIELD")));
        }

        @Test
        void lets_a_subject_without_versions_begin_with_any_schema() {
            assertThat(client().compatibility("t", SCHEMA).compatible()).isTrue();
        }
    }

    @Nested
    @DisplayName("whose registry fails")
    class Failing {

        @ParameterizedTest
        @ValueSource(ints = {302, 401, 403, 408, 429, 500, 502, 503, 504})
        void counts_the_answer_as_no_answer(int status) {
            registry.answersEverything(status, "<html>not json</html>");

            assertThatThrownBy(() -> client().schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContainingAll(registry.url(), Integer.toString(status));
        }

        @Test
        void repeats_until_the_registry_is_back() {
            registry.answers(
                    get(anyUrl())
                            .inScenario("outage")
                            .whenScenarioStateIs(Scenario.STARTED)
                            .willSetStateTo("back"),
                    aResponse().withStatus(503));
            registry.answers(
                    get(anyUrl()).inScenario("outage").whenScenarioStateIs("back"),
                    okJson("{\"schema\":\"\\\"int\\\"\"}"));

            assertThat(client(RegistrySettings.RETRY_TIMEOUT_MS, "10000").schema(7))
                    .isPresent();
        }

        @Test
        void gives_up_after_the_retry_timeout() {
            registry.answersEverything(500, "");

            assertThat(timed(() -> catchThrowable(() -> client().schema(7)))).isLessThan(Duration.ofSeconds(2));
            assertThat(registry.server().findAll(anyRequestedFor(anyUrl())).size())
                    .isBetween(2, 5);
        }

        @Test
        void does_not_wait_for_an_answer_that_drips() {
            registry.answers(
                    any(anyUrl()), okJson("{\"schema\":\"\\\"int\\\"\"}").withChunkedDribbleDelay(20, 20_000));

            // On a busy machine the time is up before the first drop, and the HTTP client says so.
            Duration waited = timed(() -> assertThatThrownBy(() ->
                            client(RegistrySettings.REQUEST_TIMEOUT_MS, "400").schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageMatching("(?s).*(no answer within|request timed out).*"));

            assertThat(waited).isLessThan(Duration.ofSeconds(3));
        }

        @Test
        void does_not_swallow_an_endless_answer() {
            registry.answersEverything(200, "[" + "0,".repeat(3 << 20) + "0]");

            assertThatThrownBy(() -> client().schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("longer than");
        }

        @Test
        void counts_a_cut_connection_as_no_answer() {
            registry.answers(any(anyUrl()), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

            assertThatThrownBy(() -> client().schema(7)).isInstanceOf(RegistryUnavailableException.class);
        }

        @Test
        void counts_a_refused_connection_as_no_answer() {
            assertThatThrownBy(() ->
                            client(RegistrySettings.URL, "http://127.0.0.1:1").schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("check schema.registry.url");
        }

        @Test
        void takes_a_page_of_html_for_no_registry() {
            registry.answersEverything(200, "<html>Sign in</html>");

            assertThatThrownBy(() -> client().schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("no JSON");
        }

        @Test
        void does_not_believe_a_404_of_something_that_is_no_registry() {
            registry.answersEverything(404, "404 page not found");

            assertThatThrownBy(() -> client().schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("GET /subjects");
        }

        @Test
        void believes_a_404_without_a_code_of_something_that_is_a_registry() {
            registry.answers(
                    get(urlEqualTo("/schemas/ids/7")),
                    aResponse().withStatus(404).withBody("not found"));

            assertThat(client().schema(7)).isEmpty();
        }

        @Test
        void asks_the_next_address_at_once() {
            registry.knows(7, SCHEMA);
            String dead = "http://127.0.0.1:1";

            RegistryClient client = client(RegistrySettings.URL, dead + "," + registry.url());

            assertThat(client.register("t", SCHEMA)).isEqualTo(7);
            assertThat(client.schema(7)).isPresent();
        }

        @Test
        void stops_waiting_when_closed() {
            registry.answersEverything(503, "");
            RegistryClient client = client(RegistrySettings.RETRY_TIMEOUT_MS, "60000");
            client.close();

            assertThatThrownBy(() -> client.schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Nested
    @DisplayName("with credentials")
    class Authorized {

        private static final String BASIC = "Basic dXNlcjpob3JzZQ==";

        @Test
        void sends_the_configured_user_and_password() {
            client("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "user:horse")
                    .schema(7);

            registry.server().verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(BASIC)));
        }

        @Test
        void sends_the_user_and_password_of_the_address() {
            client(RegistrySettings.URL, registry.url().replace("//", "//user:horse@"))
                    .schema(7);

            registry.server().verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(BASIC)));
        }

        @Test
        void sends_the_bearer_token() {
            client("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "horse")
                    .schema(7);

            registry.server().verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer horse")));
        }

        @Test
        void does_not_follow_a_redirect_that_could_carry_them_away() {
            try (StubRegistry elsewhere = new StubRegistry()) {
                registry.answers(
                        any(anyUrl()), aResponse().withStatus(302).withHeader("Location", elsewhere.url() + "/x"));

                assertThatThrownBy(() -> client("bearer.auth.token", "horse").schema(7))
                        .isInstanceOf(RegistryUnavailableException.class);

                elsewhere.server().verify(0, anyRequestedFor(anyUrl()));
            }
        }

        @Test
        void never_shows_them() {
            registry.answersEverything(401, "");
            String url = registry.url().replace("//", "//user:horse@");
            RegistryClient client = client(RegistrySettings.URL, url);

            Throwable failure = catchThrowable(() -> client.schema(7));

            assertThat(failure).hasMessageContaining("401").hasMessageNotContaining("horse");
            assertThat(client.toString()).contains(registry.url()).doesNotContain("horse");
        }
    }

    private static Duration timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
