// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Anthropic says of usage: pages of {@code GET /v1/organizations/usage_report/messages}; and messages, alone, in
 * logs around them ({@link Envelope}), or of a batch.
 *
 * <p>Anthropic counts the tokens read from and written to the cache beside the input; ours include them. Its reports do
 * not count calls: a result stands for one. Buckets are named and dated as {@link OpenAiUsage} does.
 */
public final class AnthropicUsage implements PayloadMapper {

    private static final String PROVIDER = "anthropic";
    private static final List<String> GROUPS = List.of(
            "account_id",
            "api_key_id",
            "context_window",
            "inference_geo",
            "model",
            "service_account_id",
            "service_tier",
            "speed",
            "workspace_id");

    private final ImportSettings settings;

    /** With what pages and messages do not say of themselves. */
    public AnthropicUsage(ImportSettings settings) {
        this.settings = settings;
    }

    @Override
    public String container() {
        return "data";
    }

    @Override
    public void record(JsonNode record, String place, Consumer<Imported> out) {
        Fields fields = new Fields(place, record);
        if (record.path("results").isArray()) {
            Buckets.read(fields, "starting_at", "ending_at", this::result, out);
        } else {
            out.accept(answer(fields));
        }
    }

    private Imported result(Fields result, Instant start, Instant end) throws MisfitException {
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        tokens(event, result, "uncached_input_tokens");
        if (event.getInputTokens() == 0 && event.getOutputTokens() == 0) {
            return new Imported.Skipped("a result of no tokens");
        }
        event.setOccurredAt(end.minusMillis(1));
        Buckets.caller(event, result, settings);
        Buckets.setId(event, PROVIDER, result, GROUPS, start, end);
        event.setOperation("chat");
        event.setProvider(PROVIDER);
        event.setModel(result.text("model"));
        event.setApplicationId(result.text("workspace_id"));
        draft.attribute("service_tier", result.text("service_tier"));
        draft.attribute("context_window", result.text("context_window"));
        return draft.finish(result.place(), result.object());
    }

    private Imported answer(Fields record) {
        try {
            Envelope envelope = Envelope.of(record);
            boolean asked = "user".equals(envelope.body().text("role"));
            return asked ? new Imported.Skipped("what was asked, no answer") : call(envelope);
        } catch (MisfitException e) {
            return e.refused(record.object());
        }
    }

    private Imported call(Envelope envelope) throws MisfitException {
        Fields body = envelope.body();
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        event.setStatus(envelope.status());
        if (!body.has("usage") && event.getStatus().equals(Statuses.OK)) {
            throw body.wrong("usage", "a page of the usage report, or a message with its usage");
        }
        event.setEventId(envelope.id());
        event.setOccurredAt(envelope.time(settings));
        envelope.caller(event, settings);
        event.setOperation("chat");
        event.setProvider(PROVIDER);
        event.setModel(body.text("model"));
        if (body.has("usage")) {
            tokens(event, body.in("usage"), "input_tokens");
            draft.attribute("service_tier", body.in("usage").text("service_tier"));
        }
        draft.attribute("stop_reason", body.text("stop_reason"));
        return draft.finish(envelope.outer().place(), envelope.outer().object());
    }

    private static void tokens(UsageEvent event, Fields usage, String uncached) throws MisfitException {
        long read = usage.countOrNone("cache_read_input_tokens");
        long written = usage.countOrNone("cache_creation_input_tokens");
        if (!usage.has("cache_creation_input_tokens")) {
            Fields creation = usage.in("cache_creation");
            written = creation.countOrNone("ephemeral_1h_input_tokens")
                    + creation.countOrNone("ephemeral_5m_input_tokens");
        }
        event.setInputTokens(usage.count(uncached) + read + written);
        event.setOutputTokens(usage.count("output_tokens"));
        event.setCacheReadTokens(read);
        event.setCacheWriteTokens(written);
    }
}
