// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static io.keysurge.cli.House.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The alerts command")
class AlertsCommandIT {

    @Test
    void prints_one_line_per_revision_with_the_sentence() {
        House house = new House("alerts-line.");
        house.publish(alert("svc-a", 3), alert("svc-b", 5));

        Ran ran = house.run("alerts");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .containsExactlyInAnyOrder(
                        "2026-03-01T12:00:00Z  severity 3  TOKEN_SPIKE     svc-a  OPEN  svc-a went up. [0123456789ab]",
                        "2026-03-01T12:00:00Z  severity 5  TOKEN_SPIKE     svc-b  OPEN  svc-b went up. [0123456789ab]");
    }

    @Test
    void shows_one_identity_or_only_what_is_grave_when_asked() {
        House house = new House("alerts-filter.");
        house.publish(alert("svc-a", 3), alert("svc-b", 5));

        assertThat(house.run("alerts", "--identity", "svc-a").out())
                .singleElement()
                .asString()
                .contains("svc-a");
        assertThat(house.run("alerts", "--min-severity", "4", "--from-beginning")
                        .out())
                .singleElement()
                .asString()
                .contains("svc-b");
    }

    @Test
    void prints_the_schemas_field_names_as_json() throws IOException {
        House house = new House("alerts-json.");
        house.publish(alert("svc-a", 3));

        JsonNode alert =
                new ObjectMapper().readTree(house.run("alerts", "--json").out().get(0));

        assertThat(alert.get("identity_id").asText()).isEqualTo("svc-a");
        assertThat(alert.get("raised_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void prints_nothing_when_there_is_nothing() {
        House house = new House("alerts-none.");
        house.run("setup");

        Ran ran = house.run("alerts", "--from-beginning");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void does_not_let_a_name_rewrite_the_terminal() {
        House house = new House("alerts-escape.");
        house.publish(alert("svc-\u001b[2Ja", 3));

        assertThat(house.run("alerts").out()).singleElement().asString().doesNotContain("\u001b");
    }

    @Test
    void says_what_to_do_when_the_house_was_not_set_up() {
        Ran ran = new House("alerts-nowhere.").run("alerts");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .containsExactly("keysurge alerts: Topic alerts-nowhere.alerts does not exist (expected: created);"
                        + " run `keysurge setup`");
    }

    @Test
    void refuses_a_severity_that_does_not_exist() {
        Ran ran = new House("alerts-wrong.").run("alerts", "--min-severity", "6");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--min-severity: 6 (expected: 1 to 5)");
    }
}
