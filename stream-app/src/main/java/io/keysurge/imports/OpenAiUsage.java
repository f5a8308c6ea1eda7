// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI says of usage: pages of its usage API, {@code GET /v1/organization/usage/completions} and the others that
 * count tokens; and answers of the API, alone, in logs around them ({@link Envelope}), or of a batch.
 *
 * <p>A bucket's event is named by the bucket and what it is grouped by, not by its counts: a bucket told twice counts
 * once, also where a later page has corrected it. It is dated at the end of the bucket, so that one that is not over yet
 * is refused as dated ahead.
 */
public final class OpenAiUsage implements PayloadMapper {

    private static final String PROVIDER = "openai";
    private static final Set<String> UNFINISHED = Set.of("in_progress", "queued");
    private static final Map<String, String> OPERATIONS = Map.of(
            "chat.completion", "chat",
            "chat.completion.chunk", "chat",
            "response", "chat",
            "text_completion", "text_completion",
            "list", "embeddings",
            "organization.usage.completions.result", "chat",
            "organization.usage.embeddings.result", "embeddings",
            "organization.usage.moderations.result", "moderation");
    private static final List<String> GROUPS =
            List.of("project_id", "user_id", "api_key_id", "model", "batch", "service_tier");

    private final ImportSettings settings;

    /** With what pages and answers do not say of themselves. */
    public OpenAiUsage(ImportSettings settings) {
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
            Buckets.read(fields, "start_time", "end_time", this::result, out);
        } else if (!record.path("object").asText().equals("embedding")) {
            out.accept(answer(fields));
        }
    }

    @Override
    public void page(JsonNode rest, String place, Consumer<Imported> out) {
        if (rest.has("usage")) {
            // An answer of the embeddings API, which is a list of vectors with their usage around it.
            out.accept(answer(new Fields(place, rest)));
        }
        PayloadMapper.super.page(rest, place, out);
    }

    private Imported result(Fields result, Instant start, Instant end) throws MisfitException {
        String object = result.requiredText("object", "a result of the usage API");
        if (!result.has("input_tokens")) {
            return new Imported.Skipped("usage that is not counted in tokens: " + object);
        }
        long requests = result.count("num_model_requests");
        if (requests == 0) {
            return new Imported.Skipped("a result of no calls");
        }
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        event.setOccurredAt(end.minusMillis(1));
        Buckets.caller(event, result, settings);
        Buckets.setId(event, PROVIDER + "/" + object, result, GROUPS, start, end);
        event.setOperation(OPERATIONS.getOrDefault(object, object));
        event.setProvider(PROVIDER);
        event.setModel(result.text("model"));
        event.setApplicationId(result.text("project_id"));
        event.setRequestCount(requests);
        event.setInputTokens(result.count("input_tokens"));
        event.setOutputTokens(result.countOrNone("output_tokens"));
        TokenParts.read(event, result);
        draft.attribute("user_id", result.text("user_id"));
        draft.attribute("service_tier", result.text("service_tier"));
        if (result.has("batch")) {
            draft.attribute("batch", result.object().path("batch").asText());
        }
        return draft.finish(result.place(), result.object());
    }

    private Imported answer(Fields record) {
        try {
            Envelope envelope = Envelope.of(record);
            String other = otherThanACall(envelope);
            return other == null ? call(envelope) : new Imported.Skipped(other);
        } catch (MisfitException e) {
            return e.refused(record.object());
        }
    }

    private static @Nullable String otherThanACall(Envelope envelope) throws MisfitException {
        Fields body = envelope.body();
        if (!body.has("usage") && "chat.completion.chunk".equals(body.text("object"))) {
            return "a part of a streamed answer";
        }
        String status = body.object().path("status").asText();
        return UNFINISHED.contains(status) ? "an answer that is not finished" : null;
    }

    private Imported call(Envelope envelope) throws MisfitException {
        Fields body = envelope.body();
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        event.setStatus(envelope.status());
        if (!body.has("usage") && event.getStatus().equals(Statuses.OK)) {
            throw body.wrong(
                    "usage",
                    "a page of the usage API, or an answer with its usage; for streamed ones set"
                            + " stream_options.include_usage");
        }
        event.setEventId(envelope.id());
        event.setOccurredAt(envelope.time(settings, "completed_at", "created", "created_at"));
        event.setIdentityKind(IdentityKind.UNKNOWN);
        envelope.caller(event, settings);
        String object = body.text("object");
        event.setOperation(object == null ? null : OPERATIONS.getOrDefault(object, object));
        event.setProvider(PROVIDER);
        event.setModel(body.text("model"));
        if (body.has("usage")) {
            Fields usage = body.in("usage");
            event.setInputTokens(usage.count(usage.has("prompt_tokens") ? "prompt_tokens" : "input_tokens"));
            event.setOutputTokens(Math.max(0, usage.firstCount("completion_tokens", "output_tokens")));
            TokenParts.read(event, usage);
        }
        draft.attribute("service_tier", body.text("service_tier"));
        return draft.finish(envelope.outer().place(), envelope.outer().object());
    }
}
