// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.imports.ImportSettings;
import io.keysurge.imports.OtlpTraces;
import io.keysurge.imports.PayloadMapper;
import io.keysurge.runtime.HttpListener.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces by OTLP/HTTP 1.x, in JSON and in protobuf, answered in the same. What is refused for good is told as a partial
 * success, and so not sent again; what may be sent again is answered 429 or 503 with Retry-After; errors have a
 * {@code Status} as their body.
 */
final class OtlpProtocol implements Protocol {

    static final String PATH = "/v1/traces";

    private static final String JSON_TYPE = "application/json";
    private static final String PROTOBUF_TYPE = "application/x-protobuf";

    /** Codes of gRPC, which the body's {@code Status} is of. */
    private static final int INVALID_ARGUMENT = 3;

    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private final PayloadMapper mapper;

    OtlpProtocol(ImportSettings settings) {
        this.mapper = new OtlpTraces(settings);
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public boolean takes(String path) {
        return path.equals(PATH);
    }

    @Override
    public String paths() {
        return PATH;
    }

    @Override
    public boolean reads(@Nullable String contentType) {
        String type = plain(contentType);
        return type.equals(JSON_TYPE) || type.equals(PROTOBUF_TYPE);
    }

    @Override
    public PayloadMapper mapper() {
        return mapper;
    }

    @Override
    public List<Payload> read(byte[] body, @Nullable String contentType) throws MalformedBodyException {
        return List.of(new Payload.Document(isProtobuf(contentType) ? OtlpProtobuf.traces(body) : JsonBody.read(body)));
    }

    @Override
    public Reply taken(Receipt receipt, @Nullable String contentType) {
        int rejected = receipt.refusals().size();
        if (isProtobuf(contentType)) {
            return new Reply(200, PROTOBUF_TYPE, OtlpProtobuf.response(rejected, receipt.sentence()), Map.of());
        }
        ObjectNode answer = JsonBody.JSON.createObjectNode();
        if (rejected > 0) {
            // 64-bit numbers are text in the JSON of protobuf.
            answer.putObject("partialSuccess")
                    .put("rejectedSpans", Integer.toString(rejected))
                    .put("errorMessage", receipt.sentence());
        }
        return new Reply(200, JSON_TYPE, answer.toString());
    }

    @Override
    public Reply refused(int status, String why, @Nullable String contentType) {
        return status(status, status == 401 ? UNAUTHENTICATED : INVALID_ARGUMENT, why, contentType, Map.of());
    }

    @Override
    public Reply comeAgain(int status, String why, Duration after, @Nullable String contentType) {
        return status(
                status,
                status == 429 ? RESOURCE_EXHAUSTED : UNAVAILABLE,
                why,
                contentType,
                Map.of("Retry-After", Long.toString(Math.max(1, after.toSeconds()))));
    }

    private static Reply status(
            int status, int code, String why, @Nullable String contentType, Map<String, String> headers) {
        if (isProtobuf(contentType)) {
            return new Reply(status, PROTOBUF_TYPE, OtlpProtobuf.status(code, why), headers);
        }
        String body = JsonBody.JSON
                .createObjectNode()
                .put("code", code)
                .put("message", why)
                .toString();
        return new Reply(status, JSON_TYPE, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static boolean isProtobuf(@Nullable String contentType) {
        return plain(contentType).equals(PROTOBUF_TYPE);
    }

    /** The type without parameters, such as a character set. */
    private static String plain(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
