// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls as LiteLLM logs them: {@code StandardLoggingPayload}, which its callbacks send and write, and rows of {@code GET
 * /spend/logs?summarize=false}, alone, in arrays or in pages.
 *
 * <p>Identities are called as {@code identities import litellm} calls them: by the key's alias, else {@code litellm-} and
 * twelve digits of its hash.
 */
public final class LiteLlmLogs implements PayloadMapper {

    private static final Set<String> KEYS = Set.of("user_api_key_hash", "user_api_key", "api_key");

    /** LiteLLM's call types, as OpenTelemetry names the operation. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("completion", "chat"),
            Map.entry("acompletion", "chat"),
            Map.entry("responses", "chat"),
            Map.entry("aresponses", "chat"),
            Map.entry("anthropic_messages", "chat"),
            Map.entry("text_completion", "text_completion"),
            Map.entry("atext_completion", "text_completion"),
            Map.entry("embedding", "embeddings"),
            Map.entry("aembedding", "embeddings"),
            Map.entry("generate_content", "generate_content"),
            Map.entry("agenerate_content", "generate_content"));

    private final ImportSettings settings;

    /** With what logs do not say of themselves. */
    public LiteLlmLogs(ImportSettings settings) {
        this.settings = settings;
    }

    @Override
    public String container() {
        return "data";
    }

    @Override
    public void record(JsonNode record, String place, Consumer<Imported> out) {
        Fields log = new Fields(place, record);
        if (record.path("standard_logging_object").isObject()) {
            log = log.in("standard_logging_object");
        }
        try {
            out.accept(call(log, record));
        } catch (MisfitException e) {
            out.accept(e.refused(record));
        }
    }

    private Imported call(Fields log, JsonNode source) throws MisfitException {
        if (!log.has("id") && !log.has("request_id")) {
            throw log.wrong("id", "a StandardLoggingPayload, or a row of GET /spend/logs?summarize=false");
        }
        Fields metadata = log.in("metadata");
        LiteLlmLabels labels = new LiteLlmLabels(log, metadata);
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        event.setEventId(EventIds.bounded(String.valueOf(log.firstText("id", "request_id"))));
        event.setOccurredAt(log.time(log.has("endTime") ? "endTime" : "startTime", settings.zone()));
        credential(event, log, metadata);
        event.setIdentityId(identity(event, labels, metadata));
        event.setIdentityKind(IdentityKind.API_KEY);
        event.setStatus(status(log, metadata));
        tokens(event, log, metadata);
        event.setGatewayCacheHit(log.object().path("cache_hit").asText().equalsIgnoreCase("true"));
        event.setModel(log.text("model"));
        event.setProvider(log.text("custom_llm_provider"));
        String type = log.text("call_type");
        event.setOperation(type == null ? null : OPERATIONS.getOrDefault(type, type));
        event.setConversationId(log.firstText("session_id", "trace_id"));
        String address = log.text("requester_ip_address");
        event.setSource(address == null ? metadata.text("requester_ip_address") : address);
        event.setUserAgent(labels.userAgent());
        event.setApplicationId(labels.named("application_id", "application", "service.name", "app"));
        event.setAgentId(labels.named("agent_id", "gen_ai.agent.id"));
        event.setEnvironment(labels.named("environment", "deployment.environment.name", "env"));
        event.setBusinessUnit(metadata.firstText("user_api_key_team_alias", "user_api_key_team_id"));
        event.setOwner(metadata.text("user_api_key_user_id"));
        if (!log.has("response_cost_failure_debug_info")) {
            draft.dollars(log.has("response_cost") ? log.amount("response_cost") : log.amount("spend"));
        }
        draft.attribute("model_group", log.text("model_group"));
        return draft.finish(log.place(), source);
    }

    private void credential(UsageEvent event, Fields log, Fields metadata) throws MisfitException {
        Fields holder = metadata.has("user_api_key_hash") || metadata.has("user_api_key") ? metadata : log;
        String name = holder.has("user_api_key_hash")
                ? "user_api_key_hash"
                : holder.has("user_api_key") ? "user_api_key" : "api_key";
        String key = holder.credential(name);
        if (key != null) {
            event.setCredentialFingerprint(carried(holder.path(name), key));
        }
    }

    private String identity(UsageEvent event, LiteLlmLabels labels, Fields metadata) throws MisfitException {
        String identity = label(labels);
        if (identity == null) {
            identity = LiteLlmKey.identity(metadata.text("user_api_key_alias"), event.getCredentialFingerprint());
        }
        if (identity == null) {
            identity = settings.identity();
        }
        if (identity == null) {
            throw new MisfitException(
                    metadata.path("user_api_key_alias"),
                    "neither an alias nor a hash of the key (expected: one of them, or one identity for all stated)");
        }
        return identity;
    }

    /** What the settings say names the caller; a key among it is carried as keys are. */
    private @Nullable String label(LiteLlmLabels labels) throws MisfitException {
        for (String name : settings.identityAttributes()) {
            String text = labels.named(name);
            if (text != null) {
                return KEYS.contains(name) || FieldNames.isOfKey(name) ? carried(name, text) : text;
            }
        }
        return null;
    }

    private String carried(String field, String key) throws MisfitException {
        return LiteLlmKey.isName(key) ? key : settings.fingerprints().ofKey(field, key);
    }

    private static String status(Fields log, Fields metadata) throws MisfitException {
        String status = log.text("status");
        if (status == null) {
            status = metadata.text("status");
        }
        if (status == null || !Statuses.of(status).equals(Statuses.ERROR)) {
            return status == null ? Statuses.OK : Statuses.of(status);
        }
        Fields error = log.has("error_information") ? log.in("error_information") : metadata.in("error_information");
        String code = error.object().path("error_code").asText("");
        String byCode = code.isBlank() ? Statuses.ERROR : Statuses.of(code);
        if (!byCode.equals(Statuses.ERROR) && !byCode.equals(Statuses.OK)) {
            return byCode;
        }
        String name = error.text("error_class");
        String byName = name == null ? Statuses.ERROR : Statuses.of(name);
        return byName.equals(Statuses.OK) ? Statuses.ERROR : byName;
    }

    private static void tokens(UsageEvent event, Fields log, Fields metadata) throws MisfitException {
        event.setInputTokens(log.count("prompt_tokens"));
        event.setOutputTokens(log.count("completion_tokens"));
        TokenParts.read(event, usage(log, metadata));
    }

    /** Where LiteLLM tells the parts: the provider's own usage object, in one of the places of its versions. */
    private static Fields usage(Fields log, Fields metadata) {
        if (metadata.has("usage_object")) {
            return metadata.in("usage_object");
        }
        if (log.has("usage_object")) {
            return log.in("usage_object");
        }
        if (metadata.has("additional_usage_values")) {
            return metadata.in("additional_usage_values");
        }
        return log.in("response").in("usage");
    }

    @Override
    public void page(JsonNode rest, String place, Consumer<Imported> out) {
        // LiteLLM counts pages instead: {"page": 1, "total_pages": 3}.
        long page = rest.path("page").asLong(1);
        long pages = rest.path("total_pages").asLong(page);
        if (page < pages) {
            out.accept(new Imported.Remark("page " + page + " of " + pages + " (expected: the others too)"));
        }
    }
}
