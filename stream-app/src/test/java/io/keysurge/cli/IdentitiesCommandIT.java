// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.local.LocalCluster;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The identities command")
class IdentitiesCommandIT {

    @TempDir
    private Path folder;

    @Test
    void makes_the_registry_say_what_the_files_say() throws IOException {
        House house = new House("identities-apply.");
        house.run("setup");
        write("identities:\n  - {id: one, owner: payments}\n  - {id: two, kind: AGENT, never_auto_revoke: true}\n");

        Ran plan = house.run("identities", "plan", folder.toString());
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out()).last().isEqualTo("2 to add, 0 to change, 0 to remove, 0 as they should be.");
        assertThat(house.run("identities", "list").out()).containsExactly("0 identities.");

        assertThat(house.run("identities", "apply", folder.toString()).out())
                .last()
                .isEqualTo("Applied.");
        assertThat(house.run("identities", "plan", folder.toString()).exitCode())
                .isZero();
        assertThat(house.run("identities", "list", "--owner", "payments", "--json")
                        .out())
                .singleElement()
                .asString()
                .contains("\"identity_id\":\"one\"");
        assertThat(house.run("identities", "show", "two").out()).contains("  \"never_auto_revoke\" : true,");
        assertThat(house.run("identities", "show", "three").err().get(0)).startsWith("three: not registered");

        write("identities:\n  - {id: one, owner: search}\n");
        Ran changed = house.run("identities", "apply", folder.toString(), "--effective-from", "2026-11-24T00:00:00Z");
        assertThat(changed.out())
                .contains("    owner: \"payments\" -> \"search\"")
                .contains(
                        "0 to add, 1 to change, 0 to remove, 0 as they should be; 1 that no file names stay as they are"
                                + " (--remove takes them out).");
        assertThat(house.run("identities", "show", "one").out())
                .contains("  \"effective_from\" : \"2026-11-24T00:00:00Z\"");
        assertThat(house.run("identities", "apply", "--remove", folder.toString())
                        .out())
                .contains("- two", "Applied.");
        assertThat(house.run("identities", "list").out()).last().isEqualTo("1 identities.");
    }

    @Test
    void makes_shared_budgets_what_the_files_say_with_the_identities() throws IOException {
        House house = new House("identities-shared.");
        house.run("setup");
        write("""
                identities: [{id: one, business_unit: payments}]
                shared_budgets:
                  - scope: business_unit
                    name: payments
                    budgets: [{name: monthly, unit: tokens, limit: 5000000, period: month, hard: true}]
                    soft_limits: [{name: daily, unit: USD, limit: 12.50, period: day}]
                  - {scope: owner, name: ada, soft_limits: [{name: daily, unit: tokens, limit: 9, period: day}]}
                """);
        assertThat(Ran.keysurge("identities", "validate", folder.toString()).out())
                .containsExactly("1 identities, 2 groups with shared budgets, no mistake.");
        assertThat(house.run("identities", "plan", folder.toString()).out())
                .contains(
                        "+ business_unit:payments           hard budget monthly, 5,000,000 tokens per month; soft limit daily,"
                                + " 12.5 USD per day",
                        "3 to add, 0 to change, 0 to remove, 0 as they should be.");
        assertThat(house.run("identities", "budgets").out()).containsExactly("0 groups with shared budgets.");

        assertThat(house.run("identities", "apply", folder.toString()).out())
                .last()
                .isEqualTo("Applied.");
        assertThat(house.run("identities", "plan", folder.toString()).exitCode())
                .isZero();
        assertThat(house.run("identities", "list").out()).last().isEqualTo("1 identities.");
        assertThat(house.run("identities", "budgets", "--json").out())
                .first()
                .asString()
                .startsWith("{\"scope\":\"BUSINESS_UNIT\",\"name\":\"payments\",\"budgets\":[{\"name\":\"monthly\"");

        write("shared_budgets: [{scope: owner, name: ada}]\n");
        assertThat(house.run("identities", "apply", "--remove", folder.toString())
                        .out())
                .contains("- one", "~ owner:ada", "- business_unit:payments", "Applied.")
                .contains("0 to add, 1 to change, 2 to remove, 0 as they should be.");
        assertThat(house.run("identities", "budgets").out())
                .containsExactly("owner:ada                        no budgets", "1 groups with shared budgets.");
    }

    @Test
    void applies_no_identity_where_the_broker_does_not_take_a_shared_budget() throws Exception {
        House house = new House("identities-both.");
        house.run("setup");
        takeNoLargerThan(100, new Topics("identities-both.").budgets().name());
        write("identities: [{id: one}]\nshared_budgets: [{scope: owner, name: " + "a".repeat(100) + "}]\n");

        Ran ran = house.run("identities", "apply", folder.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).doesNotContain("Applied.");
        assertThat(house.run("identities", "list").out()).containsExactly("0 identities.");
        assertThat(house.run("identities", "budgets").out()).containsExactly("0 groups with shared budgets.");
    }

    private static void takeNoLargerThan(int bytes, String topic) throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", LocalCluster.shared().bootstrapServers()))) {
            var limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    @Test
    void applies_nothing_where_one_file_has_a_mistake() throws IOException {
        House house = new House("identities-mistake.");
        house.run("setup");
        write("identities:\n  - {id: one}\n");
        Files.writeString(folder.resolve("bad.yaml"), "identities:\n  - {id: two, ownr: x}\n  - {id: one}\n");

        Ran ran = house.run("identities", "apply", folder.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .containsExactly(
                        "keysurge apply: 2 mistakes",
                        "bad.yaml:2: identities[0]: has a field \"ownr\" (expected: none of that name; did you mean owner?)",
                        "identities.yaml:2: identities[0].id: \"one\" stands in bad.yaml:3 too (expected: once)");
        assertThat(house.run("identities", "list").out()).containsExactly("0 identities.");
    }

    @Test
    void shows_where_registry_and_usage_differ() throws IOException {
        House house = new House("identities-drift.");
        house.run("setup");
        write("identities:\n  - {id: one, declared_models: [used, never]}\n  - {id: silent}\n");
        house.run("identities", "apply", folder.toString());
        Path usage = folder.resolve("usage.jsonl");
        Files.writeString(usage, event("one", "used") + event("stranger", "used"));
        assertThat(house.run("load", "--format", "jsonl", usage.toString()).exitCode())
                .isZero();

        Ran ran = house.run("identities", "drift", "--hours", "1");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .containsExactly(
                        "not registered  stranger                         1 events, 12 tokens",
                        "silent          silent",
                        "never used      one                              models never",
                        "In the usage of 1 hours: 1 not registered, 1 silent, 1 that use other names than they declare.");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("identities.yaml"), yaml);
    }

    private static String event(String identity, String model) {
        return """
                {"event_id": "%s-1", "occurred_at": "%s", "identity_id": "%s", "model": "%s", "input_tokens": 7, "output_tokens": 5}
                """.formatted(identity, Instant.now(), identity, model);
    }
}
