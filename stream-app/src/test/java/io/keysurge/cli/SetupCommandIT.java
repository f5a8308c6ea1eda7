// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The setup command")
class SetupCommandIT {

    @Test
    void creates_topics_and_schemas_once_and_does_no_harm_again() {
        House house = new House("setup-twice.");

        Ran first = house.run("setup", "--partitions", "2");
        Ran second = house.run("setup", "--partitions", "2");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains(
                        "created topic setup-twice.usage",
                        "created topic setup-twice.attempts",
                        "created topic setup-twice.revocations",
                        "15 topics created, 0 were there.")
                .anyMatch(line -> line.startsWith("schema setup-twice.alerts-value has id "))
                .noneMatch(line -> line.startsWith("differs"));
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("0 topics created, 15 were there.");
    }

    @Test
    void lists_every_mistake_in_the_settings() {
        Ran ran = Ran.keysurge("setup", "--set", "topic.prefix=a b", "--set", "schema.registry.url=nowhere");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(String.join("\n", ran.err())).contains("topic.prefix").contains("schema.registry.url");
    }
}
