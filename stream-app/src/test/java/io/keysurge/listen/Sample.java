// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.contract.UsageEvent;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as senders post them. */
final class Sample {

    static final String KEY = "sk-proj-0123456789abcdef";

    private Sample() {}

    static byte[] bytes(String name) {
        try (InputStream in = Sample.class.getResourceAsStream("/imports/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events that a sample has to become, as JSON. */
    static List<String> events(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return RecordJson.write(RecordJson.read(line, UsageEvent.class));
                    } catch (InvalidRecordException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** One call as LiteLLM logs it. */
    static String call(String id) {
        return call(id, "billing-bot", 1_200);
    }

    static String call(String id, String alias, int tokens) {
        return """
                {"id": "%s", "call_type": "acompletion", "status": "success", "prompt_tokens": %d, "completion_tokens": 300,
                 "startTime": 1772366399.25, "endTime": 1772366401.5, "model": "gpt-4o", "metadata": {"user_api_key_alias": "%s"},
                 "messages": [{"role": "user", "content": "say nothing of this"}]}
                """.formatted(id, tokens, alias).replace("\n", " ");
    }

    /** An array of calls whose ids begin with a name. */
    static String calls(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(call -> call(name + "-" + call))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A trace of so many calls, in OTLP's JSON; ids of spans are counted from a number. */
    static String trace(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(span -> """
                        {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "%016x", "name": "chat", "kind": 3,
                         "startTimeUnixNano": "1772366400000000000", "endTimeUnixNano": "1772366401234567890",
                         "attributes": [
                            {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                            {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o"}},
                            {"key": "nhi.identity.id", "value": {"stringValue": "support-agent"}},
                            {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "900"}},
                            {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "100"}}]}
                        """.formatted(span))
                .collect(Collectors.joining(",", "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [", "]}]}]}"));
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(packed)) {
            packing.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
