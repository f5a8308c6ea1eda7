// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.runtime.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's configuration of Kafka Streams")
class DetectorConfigTest {

    private static final String LINGER = StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG);

    @Test
    void lets_no_alert_linger_that_waits_for_no_commit() {
        assertThat(streams("at_least_once")).containsEntry(LINGER, 0);
    }

    @Test
    void lets_alerts_share_a_batch_while_they_wait_for_their_commit() {
        assertThat((int) streams("exactly_once_v2").get(LINGER)).isPositive();
    }

    private static Properties streams(String guarantee) {
        return DetectorConfig.streams(
                Settings.of(DetectorConfig.definition(), Map.of("detector.processing.guarantee", guarantee)));
    }
}
