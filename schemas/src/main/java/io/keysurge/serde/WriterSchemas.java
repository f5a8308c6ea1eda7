// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.registry.RegisteredSchema;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaReference;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * The schemas that records were written with, by id: asked for once, judged once against the contract that reads them.
 * An id that the registry does not know is not asked for again for a while, so that a flood of bad records is no flood
 * of requests.
 */
final class WriterSchemas {

    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);
    private static final int MOST_UNKNOWN = 10_000;

    private final RegistryClient registry;
    private final Schema reader;
    private final LongSupplier nanos;
    private final Map<Integer, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknownUntil = new ConcurrentHashMap<>();

    WriterSchemas(RegistryClient registry, Schema reader, LongSupplier nanos) {
        this.registry = registry;
        this.reader = reader;
        this.nanos = nanos;
    }

    /**
     * The schema with this id.
     *
     * @throws UndecodableRecordException when no registry knows it, or the contract cannot be read from it
     * @throws io.keysurge.registry.RegistryException when the registry cannot be asked
     */
    Schema writer(int id) {
        Verdict verdict = verdicts.get(id);
        if (verdict == null) {
            verdict = judge(id);
        }
        if (verdict instanceof Known known) {
            return known.writer();
        }
        throw new UndecodableRecordException(Reason.WRONG_SCHEMA, ((Refused) verdict).why(), null);
    }

    private Verdict judge(int id) {
        Long until = unknownUntil.get(id);
        if (id < 0 || (until != null && nanos.getAsLong() - until < 0)) {
            throw unknown(id);
        }
        Optional<RegisteredSchema> registered = registry.schema(id);
        if (registered.isEmpty()) {
            rememberUnknown(id);
            throw unknown(id);
        }
        unknownUntil.remove(id);
        Verdict verdict = judge(id, registered.get());
        verdicts.put(id, verdict);
        return verdict;
    }

    private Verdict judge(int id, RegisteredSchema registered) {
        if (!registered.type().equals(RegisteredSchema.AVRO)) {
            return new Refused("schema " + id + ": " + registered.type() + " (expected: AVRO)");
        }
        Schema writer;
        try {
            writer = parse(registered);
        } catch (AvroRuntimeException notAvro) {
            return new Refused("schema " + id + ": not an Avro schema: " + notAvro.getMessage());
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return switch (pair.getType()) {
            case COMPATIBLE -> new Known(writer);
            default ->
                new Refused("schema " + id + ": " + writer.getFullName() + " (expected: a version of "
                        + reader.getFullName() + " that this version can read: "
                        + pair.getResult().getIncompatibilities() + ")");
        };
    }

    private Schema parse(RegisteredSchema registered) {
        // What a foreign writer gives as defaults does not matter to a reader, so it is not held against it.
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        parseReferences(registered, parser, new HashSet<>());
        return parser.parse(registered.text());
    }

    private void parseReferences(RegisteredSchema registered, Schema.Parser parser, Set<SchemaReference> seen) {
        for (SchemaReference reference : registered.references()) {
            if (seen.add(reference)) {
                RegisteredSchema referenced = registry.version(reference.subject(), reference.version())
                        .orElseThrow(() -> new AvroRuntimeException("reference to " + reference + " leads nowhere"))
                        .schema();
                parseReferences(referenced, parser, seen);
                parser.parse(referenced.text());
            }
        }
    }

    private void rememberUnknown(int id) {
        if (unknownUntil.size() >= MOST_UNKNOWN) {
            unknownUntil.clear();
        }
        unknownUntil.put(id, nanos.getAsLong() + UNKNOWN_FOR.toNanos());
    }

    private static UndecodableRecordException unknown(int id) {
        return new UndecodableRecordException(
                Reason.UNKNOWN_SCHEMA,
                "schema " + id + ": not known to the registry (expected: a registered id)",
                null);
    }

    private sealed interface Verdict permits Known, Refused {}

    private record Known(Schema writer) implements Verdict {}

    private record Refused(String why) implements Verdict {}
}
