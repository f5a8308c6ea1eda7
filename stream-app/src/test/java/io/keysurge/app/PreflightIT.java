// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keysurge.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The checks before the detector starts")
class PreflightIT {

    private final Installation installation = new Installation();

    @Test
    void let_the_topics_pass_that_setup_makes() {
        try (Admin admin = Admin.create(installation.clientSettings())) {
            assertThatCode(() -> new Preflight(admin, installation.topics).check())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void name_every_missing_topic() {
        try (Admin admin = Admin.create(installation.clientSettings())) {
            assertThatThrownBy(() -> new Preflight(admin, new Topics("nowhere.")).check())
                    .hasMessageContaining(
                            "nowhere.actions, nowhere.alerts, nowhere.attempts, nowhere.budgets, nowhere.exposures,"
                                    + " nowhere.groups, nowhere.identities, nowhere.reviews, nowhere.revocations, nowhere.spend, nowhere.usage,"
                                    + " nowhere.usage-rejected");
        }
    }

    @Test
    void refuse_usage_that_bears_the_time_stamps_of_its_producers() throws Exception {
        String usage = installation.topics.usage().name();
        try (Admin admin = Admin.create(installation.clientSettings())) {
            var createTime = new AlterConfigOp(
                    new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, usage), List.of(createTime)))
                    .all()
                    .get();
            // The broker answers before it tells the new setting to whoever asks.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(() -> new Preflight(admin, installation.topics).check())
                            .hasMessageContaining("message.timestamp.type is CreateTime (expected: LogAppendTime)"));
        }
    }
}
