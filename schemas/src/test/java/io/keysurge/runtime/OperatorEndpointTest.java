// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The operator endpoint")
class OperatorEndpointTest {

    private final Metrics metrics = Metrics.of("sink");
    private final AdjustableHealth health = new AdjustableHealth();
    private final OperatorEndpoint endpoint = OperatorEndpoint.start("127.0.0.1", 0, health, metrics.registry());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        endpoint.close();
        metrics.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void answers_ok_while_the_process_is_well(String path) throws Exception {
        var answer = send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok\n");
    }

    @Test
    void tells_why_the_process_is_not_ready_without_a_secret() throws Exception {
        health.notReady = Optional.of("no broker at http://me:hunter2@b:1");
        var answer = send("GET", "/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("no broker at http://(hidden)@b:1\n");
        assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void tells_why_the_process_is_not_live() throws Exception {
        health.notLive = Optional.of("a stream thread has died");
        assertThat(send("GET", "/livez").body()).isEqualTo("a stream thread has died\n");
    }

    @Test
    void takes_a_health_check_that_fails_for_a_process_that_is_not_well() throws Exception {
        health.broken = true;
        assertThat(send("GET", "/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void gives_metrics_in_the_text_format_of_prometheus() throws Exception {
        metrics.registry().counter("keysurge.events", "outcome", "counted").increment();
        var answer = send("GET", "/metrics");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("keysurge_events_total{application=\"sink\",outcome=\"counted\"} 1.0")
                .contains("jvm_memory_used_bytes{application=\"sink\"");
    }

    @Test
    void answers_head_like_get_without_the_body() throws Exception {
        var answer = send("HEAD", "/livez");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("3");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livez/", "/metrics/x", "/livezz", "/../livez"})
    void knows_no_other_path(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void refuses_every_other_method(String method) throws Exception {
        var answer = send(method, "/livez");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void says_which_address_it_could_not_listen_on() {
        assertThatThrownBy(() -> OperatorEndpoint.start("127.0.0.1", endpoint.port(), health, metrics.registry()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(
                        "127.0.0.1:" + endpoint.port() + ": cannot listen there (expected: a free port");
    }

    @Test
    void answers_nobody_once_closed() {
        endpoint.close();
        assertThatThrownBy(() -> send("GET", "/livez")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        var request = HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody());
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static final class AdjustableHealth implements Health {

        private volatile Optional<String> notLive = Optional.empty();
        private volatile Optional<String> notReady = Optional.empty();
        private volatile boolean broken;

        @Override
        public Optional<String> whyNotLive() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return notLive;
        }

        @Override
        public Optional<String> whyNotReady() {
            return notReady;
        }
    }
}
