// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.registry.RegisteredSchema;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.RegistryException;
import io.keysurge.registry.SchemaVersion;
import io.keysurge.registry.SubjectNaming;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Which version of a topic's subject a schema id on the wire stands for. */
public final class SubjectVersions implements AutoCloseable {

    private final RegistryClient registry;

    /** By the registry that these settings name. */
    public SubjectVersions(Map<String, ?> settings) {
        registry = RegistryClient.from(settings);
    }

    /**
     * The version of {@code <topic>-value} that has this id; empty when there is none: the registry does not know the id,
     * or it is a schema of another subject.
     *
     * @throws TransientRegistryException when the registry cannot be asked
     */
    public Optional<Integer> version(String topic, int id) {
        try {
            Optional<RegisteredSchema> registered = registry.schema(id);
            if (registered.isEmpty()
                    || !registered.get().type().equals(RegisteredSchema.AVRO)
                    || !registered.get().references().isEmpty()) {
                return Optional.empty();
            }
            Schema schema = new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(registered.get().text());
            String subject = SubjectNaming.TOPIC_NAME_STRATEGY.subject(topic, false, schema);
            return registry.lookup(subject, schema).map(SchemaVersion::version);
        } catch (AvroRuntimeException notAvro) {
            return Optional.empty();
        } catch (RegistryException notAnswered) {
            throw new TransientRegistryException(
                    "schema " + id + ": its version cannot be had now: " + notAnswered.getMessage(), notAnswered);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
