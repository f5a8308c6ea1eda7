// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.Examples;
import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A real schema registry")
class RegistryIT {

    private static final Schema SCHEMA = UsageEvent.getClassSchema();

    @Nested
    @DisplayName("that is up")
    class Up {

        private final Topics topics = new Topics("it-" + UUID.randomUUID() + ".");
        private final RegistryClient client = RegistryClient.from(
                Map.of(RegistrySettings.URL, LocalCluster.shared().registryUrl()));
        private final String subject = topics.usage().name() + "-value";

        @Test
        void learns_every_contract_and_keeps_it_under_the_same_id() {
            SchemaRegistrar registrar = new SchemaRegistrar(client);

            SortedMap<String, Integer> ids = registrar.registerAll(topics);

            assertThat(ids).hasSize(Contracts.schemas().size()).containsKey(subject);
            assertThat(registrar.registerAll(topics)).isEqualTo(ids);
            assertThat(client.subjects()).containsAll(ids.keySet());
            assertThat(client.compatibilityLevel(subject)).contains("FULL_TRANSITIVE");
        }

        @Test
        void finds_a_registered_schema_by_itself_by_its_subject_and_by_its_id() {
            int id = client.register(subject, SCHEMA);

            assertThat(client.lookup(subject, SCHEMA)).map(SchemaVersion::id).contains(id);
            assertThat(client.latest(subject)).map(SchemaVersion::version).contains(1);
            assertThat(client.schema(id).map(found -> new Schema.Parser().parse(found.text())))
                    .contains(SCHEMA);
        }

        @Test
        void knows_nothing_of_what_was_never_registered() {
            assertThat(client.schema(2_000_000_000)).isEmpty();
            assertThat(client.lookup(subject, SCHEMA)).isEmpty();
            assertThat(client.latest(subject)).isEmpty();
            assertThat(client.compatibility(subject, SCHEMA).compatible()).isTrue();
        }

        @Test
        void refuses_a_breaking_change() {
            new SchemaRegistrar(client).registerAll(topics);
            Schema broken = SchemaBuilder.record("UsageEvent")
                    .namespace("io.keysurge.contract")
                    .fields()
                    .requiredString("renamed")
                    .endRecord();

            assertThat(client.compatibility(subject, broken).compatible()).isFalse();
            assertThatThrownBy(() -> client.register(subject, broken))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageContaining(subject);
            assertThat(client.latest(subject)).map(SchemaVersion::version).contains(1);
        }

        @Test
        void gives_a_producer_that_may_not_register_the_id_it_needs() {
            Map<String, Object> settings =
                    Map.of(RegistrySettings.URL, LocalCluster.shared().registryUrl(), "auto.register.schemas", false);
            try (Serde<UsageEvent> serde = AvroSerdes.forValues(UsageEvent.class, settings)) {
                String topic = topics.usage().name();
                assertThatThrownBy(() -> serde.serializer().serialize(topic, Examples.usage()))
                        .hasMessageContainingAll(subject, "not registered");

                client.register(subject, SCHEMA);

                byte[] bytes = serde.serializer().serialize(topic, Examples.usage());
                assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(Examples.usage());
            }
        }
    }

    @Test
    void that_is_killed_keeps_the_schemas_it_acknowledged(@TempDir Path directory) {
        try (LocalCluster cluster = LocalCluster.start(directory)) {
            Map<String, Object> settings = Map.of(RegistrySettings.URL, cluster.registryUrl());
            byte[] bytes;
            try (Serde<UsageEvent> serde = AvroSerdes.forValues(UsageEvent.class, settings)) {
                bytes = serde.serializer().serialize("usage", Examples.usage());
            }
            cluster.killRegistry();
            try (Serde<UsageEvent> fresh = AvroSerdes.forValues(UsageEvent.class, settings)) {
                CompletableFuture<UsageEvent> read =
                        CompletableFuture.supplyAsync(() -> fresh.deserializer().deserialize("usage", bytes));
                cluster.startRegistry();

                assertThat(read).succeedsWithin(60, TimeUnit.SECONDS).isEqualTo(Examples.usage());
            }
        }
    }
}
