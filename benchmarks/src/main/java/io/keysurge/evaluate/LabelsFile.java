// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.evaluate.score.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what really happened: a JSON array of labels, as the traces bring it. */
final class LabelsFile {

    private static final JsonMapper JSON = new JsonMapper();

    private LabelsFile() {}

    /**
     * Reads every label.
     *
     * @throws IOException when the file cannot be read or a label is wrong; the message names the label and why
     */
    static List<Incident> read(Path file) throws IOException {
        JsonNode labels;
        try {
            labels = JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()
                            + " (expected: JSON)",
                    e);
        }
        if (!labels.isArray()) {
            throw new IOException(file + ": " + labels.getNodeType() + " (expected: an array of labels)");
        }
        List<Incident> incidents = new ArrayList<>();
        for (JsonNode label : labels) {
            incidents.add(incident(label, file + ": label " + (incidents.size() + 1)));
        }
        return incidents;
    }

    private static Incident incident(JsonNode label, String where) throws IOException {
        long start = number(label, "start", where);
        long end = number(label, "end", where);
        if (end < start) {
            throw new IOException(where + ": end: " + end + " (expected: at least start, " + start + ")");
        }
        return new Incident(
                identities(label, where),
                label.path("type").asText("unknown"),
                label.has("probe") ? number(label, "probe", where) : start,
                start,
                end,
                label.path("magnitude").asDouble(Double.NaN),
                label.path("attack_tokens").asDouble(0));
    }

    /** A label of many identities has -1 as its identity. */
    private static List<Integer> identities(JsonNode label, String where) throws IOException {
        int identity = Math.toIntExact(number(label, "identity", where));
        if (identity >= 0) {
            return List.of(identity);
        }
        List<Integer> identities = new ArrayList<>();
        label.path("identities").forEach(one -> identities.add(one.asInt()));
        if (identities.isEmpty()) {
            throw new IOException(where + ": identities: none (expected: some, because identity is " + identity + ")");
        }
        return identities;
    }

    private static long number(JsonNode label, String field, String where) throws IOException {
        JsonNode value = label.path(field);
        if (!value.canConvertToLong()) {
            throw new IOException(where + ": " + field + ": " + value + " (expected: a whole number)");
        }
        return value.asLong();
    }
}
