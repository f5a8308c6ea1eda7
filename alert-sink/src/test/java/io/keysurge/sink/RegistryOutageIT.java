// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionRecord;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sink without its registry")
class RegistryOutageIT {

    @Test
    void waits_for_it_and_passes_no_alert_over(@TempDir Path directory) throws Exception {
        try (LocalCluster cluster = LocalCluster.start(directory);
                SinkWorld world = new SinkWorld(cluster)) {
            world.raise(Alerts.spike("a-1", "nhi-1", Instant.now()));
            cluster.killRegistry();
            SinkService sink = world.start(Map.of("kafka.max.poll.interval.ms", "7000"));

            // Longer than the group would keep a member that does not poll.
            await().during(Duration.ofSeconds(10))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> world.offsetsCommitted() == 0);
            assertThat(SinkWorld.get(sink, "/readyz").statusCode()).isEqualTo(503);
            assertThat(SinkWorld.get(sink, "/livez").statusCode()).isEqualTo(200);
            cluster.startRegistry();

            world.awaitLedger(ledger -> assertThat(ledger)
                    .extracting(ActionRecord::getAlertId)
                    .containsOnly("a-1")
                    .hasSize(2));
        }
    }
}
