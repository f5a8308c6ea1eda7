// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Vault connector")
class VaultConnectorTest {

    @RegisterExtension
    static final TargetStub VAULT = new TargetStub();

    private static final String LEASE = "database/creds/billing/2f6a614c";
    private static final String ACCESSOR = "8609694a-cdbc-db9b-d345-e782dbb562ed";
    private static final String THE_LEASE = "the lease " + LEASE;
    private static final String THE_TOKEN = "the token with accessor 8609694a...";
    private static final String LOOKUP_LEASE = "PUT /v1/sys/leases/lookup";
    private static final String REVOKE_LEASE = "PUT /v1/sys/leases/revoke";
    private static final String LOOKUP_TOKEN = "POST /v1/auth/token/lookup-accessor";
    private static final String REVOKE_TOKEN = "POST /v1/auth/token/revoke-accessor";
    private static final String HELD = "{\"key\":\"lease:" + LEASE + "\",\"status\":\"ON\"}";

    private VaultConnector connector;
    private Trial lease;
    private Trial token;

    @BeforeEach
    void begin() {
        on(LOOKUP_LEASE, okJson("{\"data\": {\"id\": \"" + LEASE + "\", \"ttl\": 3558}}"));
        on(LOOKUP_TOKEN, okJson("{\"data\": {\"id\": \"\", \"accessor\": \"" + ACCESSOR + "\", \"ttl\": 300}}"));
        on(REVOKE_LEASE, noContent());
        on(REVOKE_TOKEN, noContent());
        begin(null, true);
    }

    private void begin(@Nullable String namespace, boolean allowPrivate) {
        connector = new VaultConnector(
                new VaultSettings(
                        VAULT.reach(allowPrivate),
                        SecretText.parse("hvs.SECRET", "a token"),
                        namespace,
                        Map.of("nhi-42", "lease:" + LEASE, "nhi-43", "accessor:" + ACCESSOR)),
                InstantSource.fixed(Trial.NOW));
        lease = Trial.on("nhi-42", connector);
        token = Trial.on("nhi-43", connector);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void can_revoke_for_good_and_be_asked() {
        assertThat(VaultConnector.STEPS).containsExactly(ResponseStep.REVOKE);
        assertThat(connector.name()).isEqualTo("vault");
        assertThat(connector.traits()).isEqualTo(new Traits(false, true, true, false));
    }

    @Test
    void plans_without_calling() {
        String where = " at Vault at " + VAULT.baseUrl();

        assertThat(lease.plan(ResponseStep.REVOKE)).isEqualTo("revoke " + THE_LEASE + where);
        assertThat(token.plan(ResponseStep.REVOKE)).isEqualTo("revoke " + THE_TOKEN + where);
        assertThat(token.plan(ResponseStep.SUSPEND)).isEqualTo("nothing: Vault cannot SUSPEND");
        assertThat(Trial.on("nhi-9", connector).plan(ResponseStep.REVOKE))
                .isEqualTo("nothing: sink.vault.keys names no key of nhi-9");
        assertThat(VAULT.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REVOKE"})
    void refuses_any_other_step(ResponseStep step) {
        assertThat(lease.execute(step, null)).isEqualTo(new Refused("Vault cannot " + step));
        assertThat(lease.undo(step, HELD)).isInstanceOf(Refused.class);
        assertThat(VAULT.calls()).isEmpty();
    }

    @Test
    void revokes_a_lease_and_waits_until_the_secret_is_revoked() {
        assertThat(lease.execute(ResponseStep.REVOKE, HELD)).isEqualTo(new Done(THE_LEASE + " is revoked"));

        assertThat(VAULT.calls()).containsExactly(LOOKUP_LEASE, REVOKE_LEASE);
        assertThat(VAULT.bodies())
                .containsExactly("{\"lease_id\":\"" + LEASE + "\"}", "{\"lease_id\":\"" + LEASE + "\",\"sync\":true}");
        assertThat(VAULT.requests()).allSatisfy(request -> {
            assertThat(request.getHeader("X-Vault-Token")).isEqualTo("hvs.SECRET");
            assertThat(request.containsHeader("X-Vault-Namespace")).isFalse();
        });
    }

    @Test
    void revokes_a_token_by_its_accessor_in_the_namespace_that_it_is_in() {
        connector.close();
        begin("team-a", true);

        assertThat(token.execute(ResponseStep.REVOKE, null)).isEqualTo(new Done(THE_TOKEN + " is revoked"));
        assertThat(VAULT.calls()).containsExactly(LOOKUP_TOKEN, REVOKE_TOKEN);
        assertThat(VAULT.bodies()).containsOnly("{\"accessor\":\"" + ACCESSOR + "\"}");
        assertThat(VAULT.requests())
                .allSatisfy(request ->
                        assertThat(request.getHeader("X-Vault-Namespace")).isEqualTo("team-a"));
    }

    /** What Vault and OpenBao say, by version. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"errors": ["invalid lease"]}
            400 | {"errors": ["1 error occurred:\\n\\t* invalid accessor\\n\\n"]}
            403 | {"errors": ["bad token"]}
            403 | {"errors": ["invalid accessor"]}
            404 | {"errors": ["lease not found"]}
            """)
    void has_nothing_to_do_when_it_is_gone(int status, String body) {
        on(LOOKUP_LEASE, aResponse().withStatus(status).withBody(body));

        assertThat(lease.standing(ResponseStep.REVOKE, HELD)).isEqualTo(new Known(true, HELD.replace("ON", "GONE")));
        assertThat(lease.execute(ResponseStep.REVOKE, HELD)).isEqualTo(new Done(THE_LEASE + " is gone already"));
        assertThat(VAULT.calls()).containsOnly(LOOKUP_LEASE);
    }

    @Test
    void is_done_when_it_went_between_the_look_and_the_call() {
        on(REVOKE_TOKEN, aResponse().withStatus(400).withBody("{\"errors\": [\"token not found\"]}"));

        assertThat(token.execute(ResponseStep.REVOKE, null)).isInstanceOf(Done.class);
    }

    @Test
    void is_not_in_effect_while_the_lease_is_there() {
        assertThat(lease.standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(false, HELD));
    }

    @Test
    void stays_with_the_lease_that_it_began_with() {
        String former = HELD.replace("2f6a614c", "former");

        lease.execute(ResponseStep.REVOKE, former);

        assertThat(VAULT.bodies()).allSatisfy(body -> assertThat(body).contains("/former"));
    }

    @Test
    void cannot_be_undone() {
        assertThat(lease.undo(ResponseStep.REVOKE, HELD))
                .isEqualTo(new Refused("a REVOKE cannot be undone: let the identity log in and get a new lease"));
        assertThat(VAULT.calls()).isEmpty();
    }

    @Test
    void refuses_an_identity_of_which_it_knows_nothing() {
        assertThat(Trial.on("nhi-9", connector).execute(ResponseStep.REVOKE, null))
                .isEqualTo(new Refused("sink.vault.keys names no key of nhi-9"));
        assertThat(VAULT.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT /v1/sys/leases/lookup | 403 | Refused  | looking up the lease database/creds/billing/2f6a614c: HTTP 403: the sink's token has expired, or is not allowed to (expected: update on
            PUT /v1/sys/leases/lookup | 404 | Refused  | looking up the lease database/creds/billing/2f6a614c: HTTP 404 (expected: sink.vault.url
            PUT /v1/sys/leases/lookup | 307 | TryAgain | looking up the lease database/creds/billing/2f6a614c: HTTP 307, a redirect
            PUT /v1/sys/leases/lookup | 412 | TryAgain | looking up the lease database/creds/billing/2f6a614c: HTTP 412: this node
            PUT /v1/sys/leases/lookup | 473 | TryAgain | looking up the lease database/creds/billing/2f6a614c: HTTP 473: this node
            PUT /v1/sys/leases/lookup | 503 | TryAgain | looking up the lease database/creds/billing/2f6a614c: HTTP 503
            PUT /v1/sys/leases/revoke | 400 | TryAgain | revoking the lease database/creds/billing/2f6a614c: HTTP 400, which Vault answers too
            PUT /v1/sys/leases/revoke | 403 | Refused  | revoking the lease database/creds/billing/2f6a614c: HTTP 403
            PUT /v1/sys/leases/revoke | 500 | TryAgain | revoking the lease database/creds/billing/2f6a614c: HTTP 500
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(
            String call, int status, String outcome, String answer) {
        on(
                call,
                aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/elsewhere")
                        .withBody("{\"errors\": [\"1 error occurred:\\n\\t* permission denied: hvs.SECRET\\n\\n\"]}"));

        Outcome told = lease.execute(ResponseStep.REVOKE, null);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).startsWith(answer).doesNotContain("SECRET");
    }

    @Test
    void waits_as_long_as_a_busy_server_asks() {
        on(REVOKE_LEASE, aResponse().withStatus(429).withHeader("Retry-After", "60"));

        assertThat(lease.execute(ResponseStep.REVOKE, null))
                .isInstanceOfSatisfying(
                        TryAgain.class, again -> assertThat(again.notBefore()).isEqualTo(Trial.NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "{}", "{\"errors\": \"SECRET\"}"})
    void does_not_take_an_answer_that_makes_no_sense_for_gone(String body) {
        on(LOOKUP_TOKEN, aResponse().withStatus(403).withBody(body));

        assertThat(token.standing(ResponseStep.REVOKE, null))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.why()).doesNotContain("SECRET"));
    }

    @Test
    void does_not_know_how_it_stands_when_nobody_answers() {
        on(LOOKUP_LEASE, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(lease.standing(ResponseStep.REVOKE, HELD))
                .isEqualTo(new Unknown("no answer: NoHttpResponseException"));

        on(LOOKUP_LEASE, okJson("{}").withFixedDelay(4_000));
        assertThat(lease.standing(ResponseStep.REVOKE, HELD))
                .isEqualTo(new Unknown("no answer: InterruptedIOException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector.close();
        begin(null, false);

        assertThat(lease.execute(ResponseStep.REVOKE, null))
                .isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(VAULT.calls()).isEmpty();
    }

    private static void on(String call, ResponseDefinitionBuilder answer) {
        String[] parts = call.split(" ", 2);
        VAULT.stubFor(request(parts[0], urlEqualTo(parts[1])).willReturn(answer));
    }
}
