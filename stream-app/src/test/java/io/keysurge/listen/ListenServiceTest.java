// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.keysurge.config.ListenConfig;
import io.keysurge.runtime.Settings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listener whose broker is away")
class ListenServiceTest {

    private static final String TOKEN = "0123456789abcdef-token";

    private ListenService service = start(Map.of());

    @AfterEach
    void stop() throws InterruptedException {
        service.stop();
    }

    @Test
    void acknowledges_nothing_and_asks_to_come_again() {
        HttpResponse<byte[]> litellm = litellm().post(Sample.calls("a", 2));
        HttpResponse<byte[]> otlp = otlp().post(Sample.trace(1, 2));

        assertThat(litellm.statusCode()).isEqualTo(503);
        assertThat(litellm.headers().firstValue("Retry-After")).contains("5");
        assertThat(Sender.json(litellm).path("error").asText()).startsWith("not confirmed: ");
        assertThat(otlp.statusCode()).isEqualTo(503);
        assertThat(Sender.json(otlp).path("code").asInt()).isEqualTo(14);
        assertThat(service.whyNotReady()).isPresent();
        assertThat(service.whyNotLive()).isEmpty();
    }

    @Test
    void gives_the_broker_its_whole_time_however_slowly_the_sender_posts() {
        HttpResponse<byte[]> answer = litellm().postSlowly("[{}]", 1_200);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Sender.json(answer).path("error").asText()).contains("within 1000 ms: Topic ");
    }

    @Test
    void answers_protobuf_in_protobuf() throws Exception {
        byte[] body = OtlpMessages.request(JsonBody.read(Sample.utf8(Sample.trace(1, 2))))
                .toByteArray();

        HttpResponse<byte[]> answer = otlp().post(body, Sender.PROTOBUF);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Sender.PROTOBUF);
        var status = CodedInputStream.newInstance(answer.body());
        assertThat(status.readTag()).isEqualTo(8);
        assertThat(status.readInt32()).isEqualTo(14);
        assertThat(status.readTag()).isEqualTo(18);
        assertThat(status.readString()).startsWith("not confirmed: ");
    }

    @Test
    void acknowledges_what_holds_no_usage_because_nothing_has_to_be_written() {
        HttpResponse<byte[]> answer = otlp().post("{\"resourceSpans\": []}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Sample.utf8("{}"));
    }

    @Test
    void refuses_for_good_what_will_never_be_taken() {
        assertThat(otlp().post("{\"resourceSpans\": [").statusCode()).isEqualTo(400);
        assertThat(litellm().post("no json").statusCode()).isEqualTo(400);
        assertThat(otlp().post(Sample.utf8("x"), "text/plain").statusCode()).isEqualTo(415);
        assertThat(otlp().post(Sample.utf8("{}"), Sender.JSON, "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
        assertThat(new Sender(service.otlpPort(), "/v1/metrics").post("{}").statusCode())
                .isEqualTo(404);
        assertThat(otlp().get().statusCode()).isEqualTo(405);
    }

    @Test
    void refuses_what_is_too_long_also_when_it_is_packed() throws Exception {
        restart(Map.of("listen.body.bytes", "2000"));
        byte[] large = Sample.utf8(Sample.calls("a", 100));

        assertThat(litellm().post(large, Sender.JSON).statusCode()).isEqualTo(413);
        assertThat(litellm()
                        .post(Sample.gzip(large), Sender.JSON, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void lets_in_who_knows_the_token_alone() throws Exception {
        restart(Map.of("listen.token", TOKEN));
        byte[] nothing = Sample.utf8("{\"resourceSpans\": []}");

        assertThat(otlp().post(nothing, Sender.JSON).statusCode()).isEqualTo(401);
        assertThat(otlp().post(nothing, Sender.JSON, "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(otlp().post(nothing, Sender.JSON, "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void lets_no_web_page_in() {
        assertThat(litellm()
                        .post(Sample.utf8("[]"), "text/plain", "Origin", "https://example.com")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shows_how_it_fares() {
        otlp().post("{\"resourceSpans\": []}");

        String metrics =
                new String(new Sender(service.httpPort(), "/metrics").get().body(), StandardCharsets.UTF_8);
        assertThat(metrics)
                .contains("keysurge_listen_requests_total{application=\"listen\",protocol=\"otlp\",status=\"200\"} 1.0")
                .contains(
                        "keysurge_listen_records_total{application=\"listen\",outcome=\"published\",protocol=\"litellm\"} 0.0");
        assertThat(new Sender(service.httpPort(), "/readyz").get().statusCode()).isEqualTo(503);
        assertThat(new Sender(service.httpPort(), "/livez").get().statusCode()).isEqualTo(200);
    }

    private Sender otlp() {
        return new Sender(service.otlpPort(), "/v1/traces");
    }

    private Sender litellm() {
        return new Sender(service.liteLlmPort(), "/");
    }

    private void restart(Map<String, String> further) throws InterruptedException {
        service.stop();
        service = start(further);
    }

    /** Nobody listens on port 1: it takes privileges that no test has a use for. */
    private static ListenService start(Map<String, String> further) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "http://127.0.0.1:1",
                "listen.otlp.port", "0",
                "listen.litellm.port", "0",
                "listen.http.port", "0",
                "listen.deadline.ms", "1000"));
        flags.putAll(further);
        var service = new ListenService(Settings.of(ListenConfig.definition(), flags));
        service.start(error -> {});
        return service;
    }
}
