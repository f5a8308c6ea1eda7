// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the contracts known to the registry before anybody produces, so that producers need no right to register. */
public final class SchemaRegistrar {

    /** What every contract promises: old readers read new records, new readers read old ones, over all versions. */
    public static final String LEVEL = "FULL_TRANSITIVE";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistrar.class);

    private final RegistryClient client;

    /** A registrar that works through the given client, which stays the caller's to close. */
    public SchemaRegistrar(RegistryClient client) {
        this.client = client;
    }

    /**
     * Registers the value schema of every topic under {@code <topic>-value} and asks the registry to hold the subject
     * to {@link #LEVEL}. Doing it again changes nothing.
     *
     * @return subject to schema id
     * @throws IncompatibleSchemaException when the registry holds an earlier version that the contract does not fit
     * @throws RegistryUnavailableException when no registry answers
     */
    public SortedMap<String, Integer> registerAll(Topics topics) {
        SortedMap<String, Integer> ids = new TreeMap<>();
        for (TopicSpec topic : topics.all()) {
            if (topic.value() != null) {
                Schema schema = SpecificData.get().getSchema(topic.value());
                String subject = SubjectNaming.TOPIC_NAME_STRATEGY.subject(topic.name(), false, schema);
                ids.put(subject, client.register(subject, schema));
                guard(subject);
            }
        }
        return Collections.unmodifiableSortedMap(ids);
    }

    private void guard(String subject) {
        try {
            if (!client.compatibilityLevel(subject).equals(Optional.of(LEVEL))) {
                client.setCompatibilityLevel(subject, LEVEL);
            }
        } catch (RegistryRefusedException readOnly) {
            LOG.warn("{}; the subject keeps the compatibility level it has", readOnly.getMessage());
        }
    }
}
