// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Alert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A subject's name")
class SubjectNamingTest {

    @ParameterizedTest
    @CsvSource({
        "TopicNameStrategy, keysurge.alerts-value",
        "io.confluent.kafka.serializers.subject.RecordNameStrategy, io.keysurge.contract.Alert",
        "TopicRecordNameStrategy, keysurge.alerts-io.keysurge.contract.Alert"
    })
    void follows_the_strategy_of_confluents_serialisers(String strategy, String subject) {
        assertThat(SubjectNaming.of("value.subject.name.strategy", strategy)
                        .subject("keysurge.alerts", false, Alert.getClassSchema()))
                .isEqualTo(subject);
    }

    @Test
    void tells_keys_from_values() {
        assertThat(SubjectNaming.TOPIC_NAME_STRATEGY.subject("t", true, Alert.getClassSchema()))
                .isEqualTo("t-key");
    }

    @Test
    void has_no_other_strategy() {
        assertThatThrownBy(() -> SubjectNaming.of("value.subject.name.strategy", "com.example.Mine"))
                .hasMessageContainingAll("value.subject.name.strategy", "com.example.Mine", "RecordNameStrategy");
    }
}
