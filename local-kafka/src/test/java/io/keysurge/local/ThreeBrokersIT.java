// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A local cluster of three brokers")
class ThreeBrokersIT {

    @Test
    void keeps_accepting_and_keeps_every_confirmed_record_while_one_broker_is_down(@TempDir Path directory)
            throws Exception {
        try (var cluster =
                LocalCluster.in(directory).brokers(3).withoutRegistry().start()) {
            var records = new TopicClient(cluster.bootstrapServers(), "replicated");
            records.create();
            records.sendAndAwaitConfirmation(List.of("all up"));
            assertThat(records.describe().partitions().get(0).replicas()).hasSize(3);

            cluster.killBroker(1);
            records.sendAndAwaitConfirmation(List.of("one down"));
            cluster.startBroker(1);

            records.sendAndAwaitConfirmation(List.of("all back"));
            assertThat(records.readAll(3)).containsExactly("all up", "one down", "all back");
            assertThatThrownBy(cluster::registryUrl).isInstanceOf(IllegalStateException.class);
        }
    }
}
