// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.usage.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Reads a file of one contract's records: JSON objects, one after the other or in an array, each checked. */
final class RecordFile {

    private RecordFile() {}

    /**
     * Reads every record of a file, in its order.
     *
     * @param rules the rule that a record breaks, if it breaks any
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    static <T extends SpecificRecord> List<T> read(Path file, Class<T> contract, Function<T, Optional<Refusal>> rules)
            throws IOException {
        List<T> records = new ArrayList<>();
        int entry = 0;
        for (JsonNode node : IdentityFile.nodes(file)) {
            entry++;
            T record;
            try {
                record = RecordJson.read(node, contract);
            } catch (InvalidRecordException e) {
                throw new IOException(file + ": entry " + entry + ": " + e.getMessage(), e);
            }
            Optional<Refusal> refusal = rules.apply(record);
            if (refusal.isPresent()) {
                throw new IOException(
                        file + ": entry " + entry + ": " + refusal.get().sentence());
            }
            records.add(record);
        }
        return records;
    }
}
