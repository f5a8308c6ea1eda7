// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.imports.ImportSettings;
import io.keysurge.imports.LiteLlmLogs;
import io.keysurge.imports.PayloadMapper;
import io.keysurge.runtime.HttpListener.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's generic logging callback ({@code GENERIC_LOGGER_ENDPOINT}): an array of {@code StandardLoggingPayload}, one
 * of them, or one per line, by its {@code log_format}. Answers in JSON, for people: LiteLLM looks at the status alone.
 */
final class LiteLlmProtocol implements Protocol {

    private static final String JSON_TYPE = "application/json";
    private static final int MOST_TOLD = 20;

    private final PayloadMapper mapper;

    LiteLlmProtocol(ImportSettings settings) {
        this.mapper = new LiteLlmLogs(settings);
    }

    @Override
    public String name() {
        return "litellm";
    }

    @Override
    public boolean takes(String path) {
        return path.equals("/") || path.equals("/litellm");
    }

    @Override
    public String paths() {
        return "/ or /litellm";
    }

    /** LiteLLM's own versions and the headers that users set differ, so the body itself decides. */
    @Override
    public boolean reads(@Nullable String contentType) {
        return true;
    }

    @Override
    public PayloadMapper mapper() {
        return mapper;
    }

    @Override
    public List<Payload> read(byte[] body, @Nullable String contentType) throws MalformedBodyException {
        try {
            return List.of(new Payload.Document(JsonBody.read(body)));
        } catch (MalformedBodyException notOne) {
            List<Payload> lines = lines(new String(body, StandardCharsets.UTF_8));
            if (lines.stream().noneMatch(Payload.Document.class::isInstance)) {
                throw notOne;
            }
            return lines;
        }
    }

    /** LiteLLM does not send again, so one bad line must not cost the others. */
    private static List<Payload> lines(String text) {
        List<Payload> payloads = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int line = 0; line < lines.length; line++) {
            if (lines[line].isBlank()) {
                continue;
            }
            JsonNode tree = JsonBody.readLine(lines[line]);
            payloads.add(
                    tree == null || !tree.isContainerNode()
                            ? new Payload.Unreadable(
                                    "line " + (line + 1), "not valid JSON (expected: one object per line)", lines[line])
                            : new Payload.Document(tree));
        }
        return payloads;
    }

    @Override
    public Reply taken(Receipt receipt, @Nullable String contentType) {
        ObjectNode answer = JsonBody.JSON.createObjectNode();
        answer.put("published", receipt.published())
                .put("ignored", receipt.ignored())
                .put("refused", receipt.refusals().size());
        var told = answer.putArray("refusals");
        receipt.refusals().stream()
                .limit(MOST_TOLD)
                .forEach(refused -> told.addObject()
                        .put("reason", refused.refusal().reason().label())
                        .put("field", refused.refusal().field())
                        .put("why", refused.refusal().detail())
                        .put("mend", refused.refusal().reason().mend()));
        return new Reply(200, JSON_TYPE, answer + "\n");
    }

    @Override
    public Reply refused(int status, String why, @Nullable String contentType) {
        return new Reply(status, JSON_TYPE, error(why));
    }

    @Override
    public Reply comeAgain(int status, String why, Duration after, @Nullable String contentType) {
        return new Reply(
                status, JSON_TYPE, error(why), Map.of("Retry-After", Long.toString(Math.max(1, after.toSeconds()))));
    }

    private static String error(String why) {
        return JsonBody.JSON.createObjectNode().put("error", why) + "\n";
    }
}
