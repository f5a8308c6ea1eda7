// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.errand.KeptToken;
import io.keysurge.fixture.KeyFiles;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sink's own access to Google Cloud")
class GoogleTokensTest {

    @RegisterExtension
    static final TargetStub GOOGLE = new TargetStub();

    private static final KeyPair OWN = KeyFiles.rsa();

    @Test
    void is_asked_for_with_a_grant_that_the_sinks_own_key_signed() throws Exception {
        gives("ya29.SECRET");
        try (OneShotClient http = GOOGLE.reach().client("google")) {
            assertThat(tokens(http, () -> Trial.NOW).fetch(deadline()).text()).isEqualTo("ya29.SECRET");
        }

        String form = GOOGLE.bodies().get(0);
        assertThat(form).startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=");
        String[] parts = form.substring(form.lastIndexOf('=') + 1).split("\\.");
        assertThat(json(parts[0]).toString()).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"0a0a\"}");
        JsonNode claims = json(parts[1]);
        assertThat(claims.path("iss").asText()).isEqualTo("keysurge@my-project.iam.gserviceaccount.com");
        assertThat(claims.path("aud").asText()).isEqualTo(GOOGLE.baseUrl() + "/token");
        assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/iam");
        assertThat(claims.path("iat").asLong()).isEqualTo(Trial.NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong()).isEqualTo(Trial.NOW.getEpochSecond() + 3_600);

        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(OWN.getPublic());
        check.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void is_kept_until_shortly_before_it_ends() throws Exception {
        gives("ya29.first");
        AtomicReference<Instant> now = new AtomicReference<>(Trial.NOW);
        try (OneShotClient http = GOOGLE.reach().client("google")) {
            KeptToken kept = new KeptToken(tokens(http, now::get), now::get);
            show(kept, http);
            now.set(Trial.NOW.plus(3_599 - 16, ChronoUnit.SECONDS));
            show(kept, http);
            assertThat(GOOGLE.calls()).containsOnlyOnce("POST /token");

            now.set(Trial.NOW.plus(3_599 - 15, ChronoUnit.SECONDS));
            show(kept, http);
        }
        assertThat(GOOGLE.calls().stream().filter("POST /token"::equals)).hasSize(2);
    }

    @Test
    void prints_nothing_of_the_key() {
        String file = KeyFiles.file(OWN, "0a0a", "https://oauth2.googleapis.com/token");

        assertThat(ServiceAccountKey.parse(file)).hasToString("(hidden)");
        assertThat(new KeptToken.Fresh("ya29.SECRET", Duration.ZERO)).hasToString("(hidden)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SECRET", "{}", "{\"type\": \"authorized_user\", \"client_secret\": \"SECRET\"}"})
    void needs_the_key_file_of_a_service_account(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAccountKey.parse(text))
                .withMessageContaining("the content of the JSON key file of a service account")
                .withMessageNotContaining("SECRET")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({"token_uri, http://tokens.example", "private_key, SECRET", "private_key_id, ''", "client_email, ''"})
    void needs_every_part_of_it(String part, String value) {
        String file = KeyFiles.file(OWN, "0a0a", "https://oauth2.googleapis.com/token")
                .replaceFirst("\"" + part + "\":\"[^\"]*\"", "\"" + part + "\":\"" + value + "\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAccountKey.parse(file))
                .withMessageNotContaining("SECRET");
    }

    /** With a dash for a project, Google says 403 of a key that is not there. */
    @ParameterizedTest
    @CsvSource({
        "a@my-project.iam.gserviceaccount.com, my-project",
        "a@my-project.example.com.iam.gserviceaccount.com, example.com%3Amy-project",
        "123-compute@developer.gserviceaccount.com, -",
        "my-project@appspot.gserviceaccount.com, -"
    })
    void finds_the_project_of_an_account_in_its_address(String account, String project) {
        assertThat(AccountKey.parse(account + "/0a").path())
                .isEqualTo("/v1/projects/" + project + "/serviceAccounts/" + account.replace("@", "%40") + "/keys/0a");
    }

    private static void show(KeptToken kept, OneShotClient http) throws Exception {
        GOOGLE.stubFor(get(urlEqualTo("/x")).willReturn(okJson("{}")));
        Answer answer = kept.show(
                token -> http.call(Request.of("GET", URI.create(GOOGLE.baseUrl() + "/x")), deadline()), deadline());
        assertThat(answer.isSuccess()).isTrue();
    }

    private static GoogleTokens tokens(OneShotClient http, InstantSource clock) {
        return new GoogleTokens(
                ServiceAccountKey.parse(KeyFiles.file(OWN, "0a0a", GOOGLE.baseUrl() + "/token")), http, clock);
    }

    private static void gives(String token) {
        GOOGLE.stubFor(post(urlEqualTo("/token"))
                .willReturn(okJson("{\"access_token\": \"" + token + "\", \"expires_in\": 3599}")));
    }

    private static Deadline deadline() {
        return Deadline.in(TargetStub.DEADLINE);
    }

    private static JsonNode json(String base64) throws Exception {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(URLDecoder.decode(base64, UTF_8)));
    }
}
