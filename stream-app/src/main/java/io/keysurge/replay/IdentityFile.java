// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.usage.IdentityRules;
import io.keysurge.usage.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of identities: JSON objects with the fields of the IdentityRecord contract, one after the other or in
 * an array.
 *
 * <p>Two liberties for files made beside a usage file in minutes format: {@code identity} with a number n stands for
 * {@code identity_id} {@code nhi-n}, and {@code registered: false} leaves the identity out.
 */
public final class IdentityFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IdentityFile() {}

    /**
     * Reads every registered identity of a file.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<IdentityRecord> read(Path file) throws IOException {
        List<IdentityRecord> identities = new ArrayList<>();
        int entry = 0;
        for (JsonNode node : nodes(file)) {
            entry++;
            if (!(node instanceof ObjectNode identity)) {
                throw new IOException(file + ": entry " + entry + ": " + node.getNodeType() + " (expected: an object)");
            }
            if (isRegistered(identity)) {
                identities.add(record(file, entry, identity));
            }
        }
        return identities;
    }

    static List<JsonNode> nodes(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        try (var in = Files.newInputStream(file);
                MappingIterator<JsonNode> values =
                        JSON.readerFor(JsonNode.class).readValues(in)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                if (value.isArray()) {
                    value.forEach(nodes::add);
                } else {
                    nodes.add(value);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()
                            + " (expected: JSON)",
                    e);
        }
        return nodes;
    }

    private static boolean isRegistered(ObjectNode identity) {
        JsonNode registered = identity.remove("registered");
        return registered == null || registered.asBoolean(true);
    }

    private static IdentityRecord record(Path file, int entry, ObjectNode identity) throws IOException {
        JsonNode number = identity.remove("identity");
        if (number != null && !identity.has("identity_id")) {
            identity.put("identity_id", number.isNumber() ? "nhi-" + number.asLong() : number.asText());
        }
        try {
            IdentityRecord whole = RecordJson.read(identity.toString(), IdentityRecord.class);
            Optional<Refusal> refusal = IdentityRules.check(whole, whole.getIdentityId());
            if (refusal.isPresent()) {
                throw new IOException(
                        file + ": entry " + entry + ": " + refusal.get().sentence());
            }
            return whole;
        } catch (InvalidRecordException e) {
            throw new IOException(file + ": entry " + entry + ": " + e.field() + ": " + e.why(), e);
        }
    }
}
