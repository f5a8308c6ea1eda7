// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OpenTelemetry's own SDK, sending to a listener")
class OpenTelemetrySdkIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    private final ListenStage stage = new ListenStage(cluster);
    private final ListenService service = stage.start(Map.of("listen.deadline.ms", "15000"));
    private final List<Boolean> results = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startCluster() {
        Contracts.trust();
        cluster = LocalCluster.start(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void tells_who_called_which_model_with_how_many_tokens(String compression) {
        try (SdkTracerProvider sdk = sdk(OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint())
                .setCompression(compression)
                .build())) {
            Tracer tracer = sdk.get("test");
            Span agent = tracer.spanBuilder("invoke_agent triage")
                    .setAttribute("gen_ai.operation.name", "invoke_agent")
                    .setAttribute("gen_ai.usage.input_tokens", 1_200L)
                    .startSpan();
            Context inside = Context.root().with(agent);
            tracer.spanBuilder("GET /invoices").setParent(inside).startSpan().end();
            Span call = call(tracer, inside);
            tracer.spanBuilder("chat gpt-4o")
                    .setParent(inside)
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute("gen_ai.request.model", "gpt-4o")
                    .setAttribute("error.type", "429")
                    .startSpan()
                    .setStatus(StatusCode.ERROR)
                    .end();
            agent.end();

            sdk.forceFlush().join(30, TimeUnit.SECONDS);

            assertThat(results).containsExactly(true);
            String id = call.getSpanContext().getSpanId();
            assertThat(stage.usage()).hasSize(2).allSatisfy(event -> {
                assertThat(event.getIdentityId()).isEqualTo("nhi-billing-bot");
                assertThat(event.getApplicationId()).isEqualTo("invoices");
                assertThat(event.getEnvironment()).isEqualTo("production");
                assertThat(event.getModel()).isEqualTo("gpt-4o");
            });
            assertThat(stage.usage())
                    .filteredOn(event -> event.getEventId().endsWith(id))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getProvider()).isEqualTo("openai");
                        assertThat(event.getAgentId()).isEqualTo("triage");
                        assertThat(event.getInputTokens()).isEqualTo(1_200);
                        assertThat(event.getOutputTokens()).isEqualTo(350);
                        assertThat(event.getCacheReadTokens()).isEqualTo(1_024);
                        assertThat(event.getReasoningTokens()).isEqualTo(128);
                        assertThat(event.getStatus()).isEqualTo("ok");
                    });
            assertThat(stage.usage())
                    .filteredOn(event -> !event.getEventId().endsWith(id))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getStatus()).isEqualTo("rate_limited"));
        }
    }

    @Test
    void tries_again_while_the_broker_is_away_and_loses_nothing() {
        // Five attempts are all that the SDK grants; the listener waits in each of them, so that they outlast a
        // broker's start.
        var patient = RetryPolicy.builder()
                .setMaxAttempts(5)
                .setInitialBackoff(Duration.ofSeconds(2))
                .setMaxBackoff(Duration.ofSeconds(10))
                .build();
        Set<String> made = new HashSet<>();
        try (SdkTracerProvider sdk = sdk(OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint())
                .setRetryPolicy(patient)
                .setTimeout(LONG)
                .build())) {
            Tracer tracer = sdk.get("test");
            calls(tracer, made, 100);
            sdk.forceFlush().join(30, TimeUnit.SECONDS);

            cluster.killBroker(1);
            calls(tracer, made, 100);
            CompletableResultCode during = sdk.forceFlush();
            await().atMost(LONG).until(() -> ListenStage.sum(service, "keysurge_listen_requests_total", "503") >= 1);
            assertThat(during.isDone()).isFalse();
            cluster.startBroker(1);
            during.join(LONG.toSeconds(), TimeUnit.SECONDS);
            calls(tracer, made, 100);
            sdk.forceFlush().join(30, TimeUnit.SECONDS);

            assertThat(results).hasSizeGreaterThanOrEqualTo(3).containsOnly(true);
        }
        // What the broker took just before an answer of 503 came again, under the same ids, so that it counts once.
        assertThat(stage.usage().stream().map(UsageEvent::getEventId).collect(Collectors.toSet()))
                .hasSize(300)
                .allMatch(id -> made.contains(id.substring(id.length() - 16)));
    }

    private static void calls(Tracer tracer, Set<String> made, int count) {
        for (int i = 0; i < count; i++) {
            made.add(call(tracer, Context.root()).getSpanContext().getSpanId());
        }
    }

    private static Span call(Tracer tracer, Context parent) {
        Span span = tracer.spanBuilder("chat gpt-4o")
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", "openai")
                .setAttribute("gen_ai.request.model", "gpt-4o")
                .setAttribute("gen_ai.agent.name", "triage")
                .setAttribute("gen_ai.usage.input_tokens", 1_200L)
                .setAttribute("gen_ai.usage.output_tokens", 350L)
                .setAttribute("gen_ai.usage.cache_read.input_tokens", 1_024L)
                .setAttribute("gen_ai.usage.reasoning.output_tokens", 128L)
                .setAttribute(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"))
                .startSpan();
        span.end();
        return span;
    }

    private SdkTracerProvider sdk(OtlpHttpSpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"), "invoices",
                                AttributeKey.stringKey("deployment.environment.name"), "production",
                                AttributeKey.stringKey("nhi.identity.id"), "nhi-billing-bot"))))
                .addSpanProcessor(BatchSpanProcessor.builder(new Noted(exporter, results))
                        .setExporterTimeout(LONG)
                        .build())
                .build();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + service.otlpPort() + "/v1/traces";
    }

    /** Notes whether each batch was taken; a flush says that it succeeded whatever came of its batches. */
    private record Noted(SpanExporter exporter, List<Boolean> results) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode result = exporter.export(spans);
            return result.whenComplete(() -> results.add(result.isSuccess()));
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
