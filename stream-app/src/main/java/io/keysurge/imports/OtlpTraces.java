// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.UsageEvent;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Spans with the GenAI semantic conventions of OpenTelemetry, as OTLP writes them in JSON: what a collector's file
 * exporter writes, or sends to {@code /v1/traces}. Attributes of all versions of the conventions are known.
 *
 * <p>A span counts when it is a call to a model. What frames such calls, an agent's run or a tool's, repeats their tokens
 * and is passed over.
 */
public final class OtlpTraces implements PayloadMapper {

    /** The attribute, of a span or its resource, that says which identity called. */
    public static final String IDENTITY = "nhi.identity.id";

    /** The attribute that carries the keyed hash of the credential. */
    public static final String CREDENTIAL = "nhi.credential.fingerprint";

    private static final String RESPONSE_ID = "gen_ai.response.id";

    private static final Set<String> CALLS = Set.of(
            "chat", "text_completion", "completion", "generate_content", "embeddings", "embedding", "image_generation");
    private static final Set<String> FRAMES =
            Set.of("create_agent", "invoke_agent", "invoke_workflow", "execute_tool", "plan", "retrieval", "handoff");

    private static final String[] INPUT = {
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens"
    };
    private static final String[] OUTPUT = {
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.usage.completion_tokens"
    };
    private static final String[] CACHE_READ = {
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.input_tokens.cached",
        "gen_ai.usage.cached_input_tokens"
    };
    private static final String[] CACHE_WRITE = {
        "gen_ai.usage.cache_write.input_tokens",
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.cache_write_input_tokens",
        "gen_ai.usage.input_tokens.cache_write"
    };
    private static final String[] REASONING = {
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens", "gen_ai.usage.output_tokens.reasoning"
    };

    private final ImportSettings settings;

    /** With what spans do not say of themselves. */
    public OtlpTraces(ImportSettings settings) {
        this.settings = settings;
    }

    @Override
    public String container() {
        return "resourceSpans";
    }

    @Override
    public void record(JsonNode record, String place, Consumer<Imported> out) {
        if (record.has("resourceLogs") || record.has("resourceMetrics")) {
            out.accept(new Imported.Skipped("logs or metrics, no traces"));
            return;
        }
        String scopes = record.has("scopeSpans") ? "scopeSpans" : "instrumentationLibrarySpans";
        if (!record.path(scopes).isArray()) {
            String where = place.isEmpty() ? "resourceSpans" : place + ".scopeSpans";
            out.accept(new Imported.Refused(where, "missing (expected: an OTLP export of traces in JSON)", record));
            return;
        }
        Fields resource = OtlpAttributes.of(record.path("resource"), (place.isEmpty() ? "" : place + ".") + "resource");
        for (int i = 0; i < record.path(scopes).size(); i++) {
            JsonNode spans = record.path(scopes).get(i).path("spans");
            for (int j = 0; j < spans.size(); j++) {
                String where = (place.isEmpty() ? "" : place + ".") + scopes + "[" + i + "].spans[" + j + "]";
                out.accept(span(spans.get(j), where, resource));
            }
        }
    }

    private Imported span(JsonNode span, String place, Fields resource) {
        Fields own = OtlpAttributes.of(span, place);
        try {
            String other = otherThanACall(own);
            return other == null ? call(new Fields(place, span), own, resource) : new Imported.Skipped(other);
        } catch (MisfitException e) {
            return e.refused(span);
        }
    }

    /** What a span is when it is no call to a model; null when it is one. */
    private static @Nullable String otherThanACall(Fields own) throws MisfitException {
        String operation = own.firstText("gen_ai.operation.name", "llm.request.type");
        if (operation != null && CALLS.contains(operation)) {
            return null;
        }
        if (operation != null && FRAMES.contains(operation)) {
            return "a span around calls: " + operation;
        }
        boolean counts = own.firstCount(INPUT) >= 0 || own.firstCount(OUTPUT) >= 0;
        boolean names = own.has("gen_ai.request.model") || own.has("gen_ai.response.model");
        return counts || (operation == null && names) ? null : "a span that is no call to a model";
    }

    private Imported call(Fields span, Fields own, Fields resource) throws MisfitException {
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        String trace = span.requiredText("traceId", "the id of the trace");
        String id = span.requiredText("spanId", "the id of the span");
        String response = own.text(RESPONSE_ID);
        event.setEventId(EventIds.bounded((response == null ? trace : response) + "/" + id));
        event.setOccurredAt(span.time("endTimeUnixNano", null));
        event.setIdentityId(identity(own, resource));
        event.setStatus(status(span, own));
        tokens(event, own);
        event.setOperation(own.firstText("gen_ai.operation.name", "llm.request.type"));
        event.setProvider(own.firstText("gen_ai.provider.name", "gen_ai.system"));
        event.setModel(own.firstText("gen_ai.response.model", "gen_ai.request.model"));
        event.setAgentId(either(own, resource, "gen_ai.agent.id", "gen_ai.agent.name"));
        event.setConversationId(own.firstText("gen_ai.conversation.id", "session.id"));
        event.setApplicationId(either(own, resource, "service.name"));
        event.setWorkloadId(either(resource, own, "service.instance.id", "k8s.pod.uid", "k8s.pod.name"));
        event.setEnvironment(either(resource, own, "deployment.environment.name", "deployment.environment"));
        event.setRegion(either(resource, own, "cloud.region"));
        event.setSource(own.firstText("client.address", "client.ip", "http.client_ip"));
        event.setUserAgent(own.firstText("user_agent.original", "http.user_agent"));
        String credential = either(own, resource, CREDENTIAL);
        if (credential != null) {
            event.setCredentialFingerprint(settings.fingerprints().ofName(own.path(CREDENTIAL), credential));
        }
        draft.attribute("trace_id", trace);
        draft.attribute("span_id", id);
        draft.attribute(RESPONSE_ID, response);
        return draft.finish(span.place(), span.object());
    }

    private static void tokens(UsageEvent event, Fields own) throws MisfitException {
        long input = own.firstCount(INPUT);
        long output = own.firstCount(OUTPUT);
        // A call that failed used nothing; of one that did not, nothing said means not known.
        if (input < 0 && event.getStatus().equals(Statuses.OK)) {
            throw own.wrong(INPUT[0], "the tokens sent; switch usage reporting on, also for answers that are streamed");
        }
        event.setInputTokens(Math.max(0, input));
        event.setOutputTokens(Math.max(0, output));
        event.setCacheReadTokens(Math.max(0, own.firstCount(CACHE_READ)));
        event.setCacheWriteTokens(Math.max(0, own.firstCount(CACHE_WRITE)));
        event.setReasoningTokens(Math.max(0, own.firstCount(REASONING)));
    }

    private String identity(Fields own, Fields resource) throws MisfitException {
        for (String name : settings.identityAttributes()) {
            String identity = own.identity(name, settings.fingerprints());
            if (identity == null) {
                identity = resource.identity(name, settings.fingerprints());
            }
            if (identity != null) {
                return identity;
            }
        }
        String identity = either(own, resource, IDENTITY);
        if (identity == null) {
            identity = settings.identity();
        }
        if (identity == null) {
            throw own.wrong(
                    IDENTITY, "set on the span or its resource, or another attribute or one identity for all stated");
        }
        return identity;
    }

    private static String status(Fields span, Fields own) throws MisfitException {
        long code = own.firstCount("http.response.status_code", "http.status_code");
        if (code >= 400) {
            return Statuses.ofCode(code);
        }
        String error = own.text("error.type");
        if (error != null) {
            String status = Statuses.of(error);
            return status.equals(Statuses.OK) ? Statuses.ERROR : status;
        }
        String outcome = span.object().path("status").path("code").asText();
        return outcome.equals("2") || outcome.equals("STATUS_CODE_ERROR") ? Statuses.ERROR : Statuses.OK;
    }

    /** What one of several attributes says, here or there. */
    private static @Nullable String either(Fields here, Fields there, String... names) throws MisfitException {
        String text = here.firstText(names);
        return text == null ? there.firstText(names) : text;
    }
}
