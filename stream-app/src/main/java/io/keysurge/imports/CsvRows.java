// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.wording.Redaction;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes usage events of the rows of somebody's CSV, by a {@link CsvMapping}. An empty value is as good as none.
 *
 * <p>For rows of one header.
 */
public final class CsvRows {

    private static final Set<String> KINDS =
            Set.of("API_KEY", "SERVICE_ACCOUNT", "OAUTH_CLIENT", "AGENT", "WORKLOAD", "UNKNOWN");

    private static final String ATTRIBUTES = "attributes.";

    /** Fields in which numbers are no keys, whatever somebody calls the column: {@code prompt_token}. */
    private static final Set<String> NUMBERS = Set.of(
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "context_length",
            "request_count",
            "cost");

    private static final Pattern NUMBER = Pattern.compile("[-+0-9.,eE$\u20ac ]{1,24}");

    private final CsvMapping mapping;
    private final ImportSettings settings;
    private final @Nullable ZoneId zone;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Rows under a header.
     *
     * @param header the columns' names; has all that are mapped
     */
    public CsvRows(CsvMapping mapping, List<String> header, ImportSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.zone = mapping.zone() == null ? settings.zone() : mapping.zone();
        for (int i = 0; i < header.size(); i++) {
            places.put(header.get(i), i);
        }
    }

    /**
     * The event of a row, or why it is none. An event has no id yet where the mapping names none: rows alone do not tell
     * two equal calls apart.
     *
     * @param row as many values as the header has
     */
    public Imported read(List<String> row) {
        ObjectNode values = values(row, mapping.fields());
        try {
            hideKeys(values, "", mapping.fields());
            ObjectNode attributes = values(row, mapping.attributes());
            hideKeys(attributes, ATTRIBUTES, mapping.attributes());
            return event(new Fields("", values), attributes);
        } catch (MisfitException e) {
            String column = mapping.column(e.field())
                    .map(name -> " (column " + name + ")")
                    .orElse("");
            return new Imported.Refused(e.field() + column, e.why(), values, e.reason());
        }
    }

    /**
     * What a row says, in the order of the fields' names: what tells it from others. Instead of keys their fingerprints,
     * because what is made of this is published.
     */
    public List<String> told(List<String> row) {
        return Stream.concat(
                        mapping.fields().entrySet().stream().map(each -> told(row, "", each)),
                        mapping.attributes().entrySet().stream().map(each -> told(row, ATTRIBUTES, each)))
                .toList();
    }

    private String told(List<String> row, String place, Map.Entry<String, CsvMapping.Source> each) {
        String value = value(row, each.getValue());
        boolean hides = !value.isBlank()
                && isKey(place, each, value)
                && settings.fingerprints().arePossible();
        return hides ? settings.fingerprints().of(value.strip()) : value;
    }

    /** By the name of the column, as its owner calls it, or by that of the attribute. */
    private static boolean isKey(String place, Map.Entry<String, CsvMapping.Source> each, String value) {
        CsvMapping.Source source = each.getValue();
        if (!source.isColumn() || !(FieldNames.isOfKey(source.text()) || FieldNames.isOfKey(each.getKey()))) {
            return false;
        }
        String field = place + each.getKey();
        boolean counts =
                NUMBERS.contains(field) && NUMBER.matcher(value.strip()).matches();
        return !counts && !field.equals("occurred_at");
    }

    private void hideKeys(ObjectNode values, String place, SortedMap<String, CsvMapping.Source> sources)
            throws MisfitException {
        Map<String, String> keys = new TreeMap<>();
        for (Map.Entry<String, CsvMapping.Source> each : sources.entrySet()) {
            String name = each.getKey();
            if (values.has(name) && isKey(place, each, values.path(name).asText())) {
                keys.put(name, values.path(name).textValue());
                values.put(name, Redaction.HIDDEN);
            }
        }
        // All are hidden before the first of them is refused: the values are kept then.
        for (Map.Entry<String, String> key : keys.entrySet()) {
            values.put(key.getKey(), settings.fingerprints().ofKey(place + key.getKey(), key.getValue()));
        }
    }

    private ObjectNode values(List<String> row, SortedMap<String, CsvMapping.Source> sources) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        sources.forEach((name, source) -> {
            String value = value(row, source).strip();
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
        return values;
    }

    private String value(List<String> row, CsvMapping.Source source) {
        Integer place = source.isColumn() ? places.get(source.text()) : null;
        return place == null ? source.text() : row.get(place);
    }

    private Imported event(Fields row, JsonNode attributes) throws MisfitException {
        Draft draft = new Draft(settings);
        UsageEvent event = draft.event;
        String id = row.text("event_id");
        event.setEventId(id == null ? "" : EventIds.bounded(id));
        event.setOccurredAt(row.time("occurred_at", zone));
        event.setIdentityId(row.requiredText("identity_id", "who called"));
        event.setIdentityKind(kind(row));
        String credential = row.text("credential_fingerprint");
        if (credential != null) {
            event.setCredentialFingerprint(settings.fingerprints().ofName("credential_fingerprint", credential));
        }
        names(event, row);
        tokens(event, row);
        event.setRequestCount(row.has("request_count") ? row.count("request_count") : 1);
        event.setCost(row.amount("cost"));
        event.setCurrency(row.text("currency"));
        event.setGatewayCacheHit(truth(row, "gateway_cache_hit"));
        String status = row.text("status");
        event.setStatus(status == null ? Statuses.OK : Statuses.of(status));
        attributes
                .properties()
                .forEach(each -> draft.attribute(each.getKey(), each.getValue().asText()));
        return draft.finish("", row.object());
    }

    private static void names(UsageEvent event, Fields row) throws MisfitException {
        event.setApplicationId(row.text("application_id"));
        event.setWorkloadId(row.text("workload_id"));
        event.setAgentId(row.text("agent_id"));
        event.setConversationId(row.text("conversation_id"));
        event.setOperation(row.text("operation"));
        event.setProvider(row.text("provider"));
        event.setModel(row.text("model"));
        event.setRegion(row.text("region"));
        event.setSource(row.text("source"));
        event.setUserAgent(row.text("user_agent"));
        event.setEnvironment(row.text("environment"));
        event.setBusinessUnit(row.text("business_unit"));
        event.setOwner(row.text("owner"));
        event.setDataClassification(row.text("data_classification"));
        if (row.has("producer")) {
            event.setProducer(row.text("producer"));
        }
    }

    private void tokens(UsageEvent event, Fields row) throws MisfitException {
        long read = row.countOrNone("cache_read_tokens");
        long written = row.countOrNone("cache_write_tokens");
        event.setInputTokens(row.count("input_tokens") + (mapping.cacheBesideInput() ? read + written : 0));
        event.setOutputTokens(row.count("output_tokens"));
        event.setCacheReadTokens(read);
        event.setCacheWriteTokens(written);
        event.setReasoningTokens(row.countOrNone("reasoning_tokens"));
        event.setContextLength(row.has("context_length") ? row.count("context_length") : null);
    }

    private static IdentityKind kind(Fields row) throws MisfitException {
        String name = row.text("identity_kind");
        if (name == null) {
            return IdentityKind.UNKNOWN;
        }
        if (!KINDS.contains(name.toUpperCase(Locale.ROOT))) {
            throw row.wrong(
                    "identity_kind",
                    "one of " + String.join(", ", KINDS.stream().sorted().toList()));
        }
        return IdentityKind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static boolean truth(Fields row, String name) throws MisfitException {
        String text = row.text(name);
        if (text == null || text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        throw row.wrong(name, "true, false, 1 or 0");
    }
}
