// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.GroupSettings;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.state.HeapShare;
import io.keysurge.topology.DetectorTopology;
import io.keysurge.topology.UsageMeter;
import io.keysurge.translate.AlertTranslation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stands guard over the one thing that no public interface of Kafka Streams promises; see WriteBehindStore. */
@DisplayName("Kafka Streams, when it commits offsets,")
class CommitOrderIT {

    private static final int IDENTITIES = 10;
    private static final long HEAP_BYTES = 10_000_000;

    static {
        Contracts.trust();
    }

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private final RecordedClients clients = new RecordedClients(installation.changelog("profiles"));

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void has_sent_every_profile_as_it_is_after_the_usage_before_them(String guarantee) {
        try (KafkaStreams streams = detector(guarantee)) {
            streams.start();
            Load.publish(installation, Load.lives(IDENTITIES));
            installation.awaitJudged();
        }

        List<ConsumerRecord<byte[], byte[]>> usage =
                installation.records(installation.topics.usage().name());
        assertThat(clients.commits()).hasSizeGreaterThan(3).allSatisfy(commit -> {
            Recount recount = Recount.of(installation, before(commit.offsets(), usage));
            assertThat(commit.sent()).isEqualTo(recount.profiles());
            assertThat(commit.inFlight()).isZero();
        });
    }

    private KafkaStreams detector(String guarantee) {
        Map<String, String> flags = new HashMap<>();
        installation.clientSettings().forEach((setting, value) -> flags.put(setting, value.toString()));
        flags.put("topic.prefix", installation.topics.prefix());
        flags.put("state.dir", directory.toString());
        flags.put("detector.processing.guarantee", guarantee);
        Settings settings = Settings.of(DetectorConfig.definition(), flags);
        var topology = new DetectorTopology(
                installation.topics,
                settings.clientSettings(),
                DetectionSettings.DEFAULTS,
                new AlertTranslation(DetectionMode.LIVE, ""),
                GroupSettings.DEFAULTS,
                SpendSettings.OFF,
                new HeapShare(HEAP_BYTES),
                UsageMeter.NONE);
        return new KafkaStreams(topology.build(), DetectorConfig.streams(settings), clients);
    }

    private static List<ConsumerRecord<byte[], byte[]>> before(
            Map<TopicPartition, Long> offsets, List<ConsumerRecord<byte[], byte[]>> usage) {
        return usage.stream()
                .filter(record -> record.offset()
                        < offsets.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L))
                .toList();
    }
}
