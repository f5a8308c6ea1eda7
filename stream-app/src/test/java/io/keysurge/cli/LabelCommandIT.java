// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.LabelKind;
import io.keysurge.json.RecordJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The label command")
class LabelCommandIT {

    private static final String FIRST = "11111111111111111111111111111111";
    private static final String SECOND = "22222222222222222222222222222222";
    private static final String THIRD = "11111111222222222222222222222222";

    @Test
    void keeps_what_people_say_of_alerts_and_tells_the_precision_from_it() throws Exception {
        House house = new House("labels.");
        Alert closed = alert(FIRST, AlertType.TOKEN_SPIKE, 4);
        closed.setRevision(2);
        closed.setState(EpisodeState.CLOSED);
        house.publish(
                alert(FIRST, AlertType.TOKEN_SPIKE, 3),
                closed,
                alert(SECOND, AlertType.TOKEN_SPIKE, 2),
                alert(THIRD, AlertType.RAMP, 2));

        Ran labelled = house.run("label", FIRST, "true", "--by", "ada", "--note", "stolen: sk-live-0123456789");
        assertThat(labelled.exitCode()).as("%s", labelled.err()).isZero();
        assertThat(labelled.out()).containsExactly("Labelled: " + FIRST + " true, by ada.");
        assertThat(house.run("label", "22222222", "noise", "--by", "bob").exitCode())
                .isZero();

        AlertLabel newest = RecordJson.read(house.run("labels", "--json").out().get(0), AlertLabel.class);
        assertThat(newest.getAlertId()).isEqualTo(SECOND);
        AlertLabel first = RecordJson.read(house.run("labels", "--json").out().get(1), AlertLabel.class);
        assertThat(first.getLabel()).isEqualTo(LabelKind.TRUE);
        assertThat(first.getNote()).isEqualTo("stolen: (hidden)");
        assertThat(first.getSeverity()).isEqualTo(4);
        assertThat(first.getAlertType()).isEqualTo(AlertType.TOKEN_SPIKE);
        assertThat(first.getIdentityId()).isEqualTo("nhi-1");

        List<String> told = house.run("labels").out();
        assertThat(told.get(1))
                .contains("TRUE   " + FIRST + "  TOKEN_SPIKE on nhi-1, severity 4, of 2026-03-01T12:00:00Z. ada");
        assertThat(told).contains("2 labels.", "RAMP                 -     0      0     0       1     0.0 %");
        assertThat(told).contains("TOKEN_SPIKE     50.0 %     1      1     0       2   100.0 %");
        assertThat(told).contains("total           50.0 %     1      1     0       3    66.7 %");
        assertThat(told)
                .last()
                .asString()
                .isEqualTo(
                        "Precision: true / (true + noise). Alerts without a label are not counted in it, nor are tests.");

        assertThat(house.run("label", SECOND, "--withdraw", "--by", "ada").out())
                .containsExactly("Withdrawn: " + SECOND + " noise, by ada.");
        JsonNode spikes = new JsonMapper()
                .readTree(house.run("labels", "--precision", "--json").out().get(1));
        assertThat(spikes.path("alert_type").asText()).isEqualTo("TOKEN_SPIKE");
        assertThat(spikes.path("precision").asDouble()).isEqualTo(1.0);
        assertThat(spikes.path("labelled").asLong()).isEqualTo(1);
        assertThat(spikes.path("alerts").asLong()).isEqualTo(2);
    }

    @Test
    void refuses_what_is_no_alert_no_label_or_not_clear() {
        House house = new House("labels-unknown.");
        house.publish(alert(FIRST, AlertType.TOKEN_SPIKE, 3), alert(THIRD, AlertType.RAMP, 2));

        assertThat(house.run("label", "nhi-1", "true").err().get(0))
                .isEqualTo(
                        "\"nhi-1\": no alert_id (expected: its 32 hexadecimal digits, or the first 8 or more of them)");
        assertThat(house.run("label", SECOND, "true").err().get(0)).startsWith(SECOND + ": no such alert");
        assertThat(house.run("label", "11111111", "true").err().get(0))
                .isEqualTo("11111111: more than one alert (expected: more characters of one of [" + FIRST + ", " + THIRD
                        + "])");
        assertThat(house.run("label", FIRST, "maybe").err().get(0))
                .isEqualTo("label: no such label (expected: true, noise or test)");
        assertThat(house.run("label", FIRST).err().get(0))
                .isEqualTo("give either a label (true, noise or test) or --withdraw");
        assertThat(house.run("label", FIRST, "true", "--by", " ").err().get(0))
                .isEqualTo("--by: empty (expected: who says so)");
        Ran nothing = house.run("label", FIRST, "--withdraw");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err().get(0)).isEqualTo(FIRST + ": has no label (expected: one that `labels` shows)");
        assertThat(house.run("labels").out()).startsWith("0 labels.");
    }

    private static Alert alert(String id, AlertType type, int severity) {
        Alert alert = House.alert("nhi-1", severity);
        alert.setAlertId(id);
        alert.setType(type);
        return alert;
    }
}
