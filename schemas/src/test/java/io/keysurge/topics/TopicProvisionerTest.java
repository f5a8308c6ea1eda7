// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A topic provisioner, before it asks a broker,")
class TopicProvisionerTest {

    @Test
    void refuses_numbers_that_no_topic_can_have() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            assertThatThrownBy(() -> new TopicProvisioner(admin, 0, (short) 1))
                    .hasMessage("partitions: 0 (expected: 1 or more)");
            assertThatThrownBy(() -> new TopicProvisioner(admin, 1, (short) 0))
                    .hasMessage("replication factor: 0 (expected: 1 or more, or -1 for the broker's default)");
        }
    }

    @Test
    void asks_for_two_confirmations_where_three_or_more_replicas_can_give_them() {
        var usage = new Topics("t.").usage();
        assertThat(TopicProvisioner.wanted(usage, 4, (short) 3, 3).configs())
                .containsEntry("min.insync.replicas", "2")
                .containsAllEntriesOf(usage.config());
        assertThat(TopicProvisioner.wanted(usage, 4, TopicProvisioner.BROKER_DEFAULT, 3)
                        .configs())
                .containsEntry("min.insync.replicas", "2");
        assertThat(TopicProvisioner.wanted(usage, 4, (short) 2, 2).configs()).isEqualTo(usage.config());
    }
}
