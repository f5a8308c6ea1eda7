// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keysurge.local.LocalCluster;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A topic provisioner")
class TopicProvisionerIT {

    private static final int PARTITIONS = 3;
    private static final short ONE_REPLICA = 1;

    private static Admin admin;

    private final Topics topics = new Topics("t" + UUID.randomUUID() + ".");
    private final TopicProvisioner provisioner = new TopicProvisioner(admin, PARTITIONS, ONE_REPLICA);

    @BeforeAll
    static void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", LocalCluster.shared().bootstrapServers()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void creates_the_whole_catalogue_as_it_should_be_and_only_once() throws Exception {
        List<String> names = topics.all().stream().map(TopicSpec::name).toList();
        assertThat(provisioner.createMissing(topics)).isEqualTo(names);
        assertThat(describe(names).values())
                .hasSize(names.size())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(PARTITIONS));
        assertThat(provisioner.differences(topics)).isEmpty();
        assertThat(provisioner.createMissing(topics)).isEmpty();
    }

    @Test
    void gives_new_topics_as_many_partitions_as_those_they_belong_with() throws Exception {
        create(topics.identities().name(), 5);
        assertThat(provisioner.createMissing(topics))
                .hasSize(topics.all().size() - 1)
                .doesNotContain(topics.identities().name());
        var created = describe(List.of(topics.usage().name(), topics.alerts().name()));
        assertThat(created.get(topics.usage().name()).partitions()).hasSize(5);
        assertThat(created.get(topics.alerts().name()).partitions()).hasSize(PARTITIONS);
    }

    @Test
    void tells_what_differs_and_leaves_it_alone() throws Exception {
        provisioner.createMissing(topics);
        var usage = new ConfigResource(ConfigResource.Type.TOPIC, topics.usage().name());
        var change =
                new AlterConfigOp(new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(usage, List.of(change))).all().get();

        assertThat(provisioner.createMissing(topics)).isEmpty();
        // A broker answers with the changed value a moment after the controller has taken it.
        await().until(() -> !provisioner.differences(topics).isEmpty());
        assertThat(provisioner.differences(topics))
                .singleElement()
                .asString()
                .startsWith(topics.usage().name() + ": message.timestamp.type is CreateTime (expected: LogAppendTime)");
    }

    @Test
    void leaves_the_replication_to_the_brokers_when_told_so() throws Exception {
        var relaxed = new TopicProvisioner(admin, 1, TopicProvisioner.BROKER_DEFAULT);
        assertThat(relaxed.createMissing(topics)).hasSize(topics.all().size());
        assertThat(relaxed.differences(topics)).isEmpty();
    }

    @Test
    void says_which_topic_the_broker_refused_and_why() {
        var greedy = new TopicProvisioner(admin, 1, (short) 3);
        assertThatThrownBy(() -> greedy.createMissing(topics))
                .isInstanceOf(TopicProvisioningException.class)
                .hasMessageStartingWith(
                        "topic " + topics.usage().name() + " cannot be created: InvalidReplicationFactor");
    }

    private static void create(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, ONE_REPLICA)))
                .all()
                .get();
    }

    private static Map<String, TopicDescription> describe(List<String> names) throws Exception {
        return admin.describeTopics(names).allTopicNames().get();
    }
}
