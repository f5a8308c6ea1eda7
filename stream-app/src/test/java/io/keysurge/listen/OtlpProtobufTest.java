// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.keysurge.contract.Contracts;
import io.keysurge.imports.ImportSettings;
import io.keysurge.imports.Imported;
import io.keysurge.imports.OtlpTraces;
import io.keysurge.json.RecordJson;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OTLP's protobuf")
class OtlpProtobufTest {

    static {
        Contracts.trust();
    }

    @Test
    void gives_the_events_that_the_same_traces_give_in_json() throws Exception {
        byte[] body = OtlpMessages.request(JsonBody.read(Sample.bytes("otlp-traces.json")))
                .toByteArray();

        List<Imported> found = new ArrayList<>();
        new OtlpTraces(ImportSettings.NONE).map(OtlpProtobuf.traces(body), found::add);

        assertThat(found)
                .filteredOn(Imported.Event.class::isInstance)
                .extracting(each -> RecordJson.write(((Imported.Event) each).event()))
                .containsExactlyElementsOf(Sample.events("otlp-traces.events.jsonl"));
        assertThat(found).noneMatch(Imported.Refused.class::isInstance);
    }

    @Test
    void reads_as_otlp_writes_it_in_json() throws Exception {
        var span = Span.newBuilder()
                .setTraceId(ByteString.fromHex("5b8efff798038103d269b633813fc60c"))
                .setSpanId(ByteString.fromHex("00e19b7ec3c1b174"))
                .setFlags(-1)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setEndTimeUnixNano(-1L)
                .addAttributes(attribute("zero", AnyValue.newBuilder().setIntValue(0)))
                .addAttributes(attribute("negative", AnyValue.newBuilder().setIntValue(-5)))
                .addAttributes(attribute("half", AnyValue.newBuilder().setDoubleValue(0.5)))
                .addAttributes(attribute("no", AnyValue.newBuilder().setBoolValue(false)))
                .addAttributes(attribute("raw", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi"))));

        JsonNode tree = OtlpProtobuf.traces(request(span));

        assertThat(JsonBody.JSON.readTree(tree.toString())).isEqualTo(JsonBody.JSON.readTree("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{
                    "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "00e19b7ec3c1b174",
                    "kind": 3, "endTimeUnixNano": "18446744073709551615",
                    "attributes": [
                        {"key": "zero", "value": {"intValue": "0"}},
                        {"key": "negative", "value": {"intValue": "-5"}},
                        {"key": "half", "value": {"doubleValue": 0.5}},
                        {"key": "no", "value": {"boolValue": false}},
                        {"key": "raw", "value": {"bytesValue": "aGk="}}],
                    "flags": 4294967295}]}]}]}
                """));
    }

    @Test
    void is_refused_when_it_is_cut_off_or_something_else() {
        byte[] whole = request(Span.newBuilder().setName("chat"));
        assertThatThrownBy(() -> OtlpProtobuf.traces(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("(expected: ExportTraceServiceRequest");
        assertThatThrownBy(() -> OtlpProtobuf.traces("{\"resourceSpans\": []}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void tells_how_many_spans_were_refused_and_nothing_when_none_was() throws Exception {
        var partial = ExportTraceServiceResponse.parseFrom(OtlpProtobuf.response(3, "why"))
                .getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(3);
        assertThat(partial.getErrorMessage()).isEqualTo("why");
        assertThat(OtlpProtobuf.response(0, "")).isEmpty();
    }

    private static KeyValue attribute(String name, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(name).setValue(value).build();
    }

    private static byte[] request(Span.Builder span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }
}
