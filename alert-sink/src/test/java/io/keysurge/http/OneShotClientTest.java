// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A client of one call")
class OneShotClientTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final OneShotClient client =
            new OneShotClient(new PublicAddresses(true, "sink.any.allow.private", Names.SYSTEM), SHORT, LONG);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sends_method_headers_and_body_as_they_are() throws Exception {
        answer(aResponse().withStatus(204));

        client.call(
                Request.of("PUT", uri()).with("x-key", "a b").withJson("{\"a\":1}".getBytes(UTF_8)), Deadline.in(LONG));

        SERVER.verify(putRequestedFor(urlEqualTo("/x%2Fy?q=a%20b"))
                .withHeader("x-key", equalTo("a b"))
                .withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
                .withRequestBody(equalTo("{\"a\":1}")));
    }

    @Test
    void reads_a_body_where_it_is_asked_to() throws Exception {
        answer(aResponse().withStatus(200).withBody("hello"));

        assertThat(client.callAndRead(get(), Deadline.in(LONG)).body())
                .asString(UTF_8)
                .isEqualTo("hello");
        assertThat(client.call(get(), Deadline.in(LONG)).body()).isEmpty();
    }

    @Test
    void reads_a_body_of_64_kib_and_not_a_byte_more() throws Exception {
        answer(aResponse().withStatus(200).withBody(new byte[OneShotClient.MOST_BYTES]));
        assertThat(client.callAndRead(get(), Deadline.in(LONG)).body()).hasSize(OneShotClient.MOST_BYTES);

        answer(aResponse().withStatus(200).withBody(new byte[OneShotClient.MOST_BYTES + 1]));
        assertThatExceptionOfType(OneShotClient.AnswerTooLongException.class)
                .isThrownBy(() -> client.callAndRead(get(), Deadline.in(LONG)));
    }

    @Test
    void gives_a_body_that_drips_up_at_the_deadline() {
        answer(aResponse().withStatus(200).withBody("x".repeat(1_000)).withChunkedDribbleDelay(100, 60_000));

        long begin = System.nanoTime();
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> client.callAndRead(get(), Deadline.in(SHORT)))
                .withMessage("no answer within 500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
    }

    @Test
    void makes_no_call_when_an_earlier_one_used_the_time_up() {
        Deadline over = Deadline.in(Duration.ZERO);

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> client.call(get(), over));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void prints_nothing_that_may_be_a_secret() throws Exception {
        answer(aResponse().withStatus(200).withBody("secret"));
        Request request = Request.of("POST", URI.create("https://host.example/secret?secret"))
                .with("Authorization", "secret")
                .withForm("secret=secret");

        assertThat(request).hasToString("POST https://host.example/(hidden)");
        assertThat(client.callAndRead(get(), Deadline.in(LONG))).hasToString("HTTP 200");
    }

    private static Request get() {
        return Request.of("GET", uri());
    }

    private static URI uri() {
        return URI.create(SERVER.url("/x%2Fy?q=a%20b"));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
    }
}
