// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A local cluster of one broker and a registry")
class LocalClusterIT {
    private static final int KILLS = 3;
    private static final int SCHEMAS_PER_KILL = 5;

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void accepts_a_new_version_of_a_schema_only_if_old_and_new_read_each_other() {
        var subjects = new SubjectsClient(cluster.registryUrl());
        subjects.register("rule-value", SubjectsClient.recordWithFields("First", "a"));

        assertThat(subjects.statusOfRegistering(
                        "rule-value", SubjectsClient.recordWithRequiredFields("First", "a", "b")))
                .isEqualTo(409);
        assertThat(subjects.globalCompatibility()).contains("FULL_TRANSITIVE");
    }

    @Test
    void keeps_every_confirmed_schema_and_its_id_when_the_registry_is_killed() {
        Map<String, Integer> confirmed = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            for (int schema = 0; schema < SCHEMAS_PER_KILL; schema++) {
                String subject = "kill-" + kill + "-" + schema + "-value";
                confirmed.put(
                        subject,
                        new SubjectsClient(cluster.registryUrl())
                                .register(subject, SubjectsClient.recordWithFields("Killed" + kill, "field" + schema)));
            }

            cluster.killRegistry();
            cluster.startRegistry();

            var subjects = new SubjectsClient(cluster.registryUrl());
            assertThat(confirmed).allSatisfy((subject, id) -> {
                assertThat(subjects.idOfLatest(subject)).as(subject).isEqualTo(id);
                assertThat(subjects.schemaOf(id)).as("schema %d", id).contains("Killed");
            });
            assertThat(subjects.globalCompatibility()).contains("FULL_TRANSITIVE");
        }
    }

    @Test
    void keeps_every_confirmed_record_when_the_broker_is_killed() {
        var records = new TopicClient(cluster.bootstrapServers(), "kept");
        records.create();
        List<String> confirmed =
                IntStream.range(0, 200).mapToObj(i -> "record-" + i).toList();
        records.sendAndAwaitConfirmation(confirmed);

        cluster.killBroker(1);
        cluster.startBroker(1);

        assertThat(records.readAll(confirmed.size())).containsExactlyElementsOf(confirmed);
    }

    @Test
    void refuses_a_topic_that_nobody_created() {
        var records = new TopicClient(cluster.bootstrapServers(), "misspelt");

        assertThatThrownBy(records::describe).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
}
