// SPDX-License-Identifier: Apache-2.0
package io.keysurge.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keysurge.alerts.Alerts;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.LabelKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The precision of a detector")
class PrecisionCountTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Labels labels = new Labels();

    @Test
    void is_true_alerts_of_true_and_noise_and_leaves_tests_and_unlabelled_alerts_out() {
        label("1", LabelKind.TRUE);
        label("2", LabelKind.TRUE);
        label("3", LabelKind.NOISE);
        label("4", LabelKind.TEST);

        Precision spikes = counted("1", "2", "3", "4", "5").get(0);

        assertThat(spikes).isEqualTo(new Precision("TOKEN_SPIKE", 2, 1, 1, 5, 4));
        assertThat(spikes.precision().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(spikes.share().orElseThrow()).isCloseTo(4 / 5.0, within(1e-12));
    }

    @Test
    void is_not_known_where_nothing_or_only_tests_are_labelled() {
        label("1", LabelKind.TEST);

        assertThat(counted("1", "2").get(0).precision()).isEmpty();
        assertThat(new PrecisionCount(new Labels()).precisions())
                .singleElement()
                .satisfies(total -> {
                    assertThat(total.precision()).isEmpty();
                    assertThat(total.share()).isEmpty();
                });
    }

    @Test
    void goes_by_the_last_label_of_an_alert_and_by_none_that_was_taken_back() {
        label("1", LabelKind.NOISE);
        AlertLabel last = label("1", LabelKind.TRUE);
        assertThat(counted("1").get(0)).isEqualTo(new Precision("TOKEN_SPIKE", 1, 0, 0, 1, 1));

        labels.take(Labels.withdrawn(last, "bob", null, NOON));
        assertThat(counted("1").get(0)).isEqualTo(new Precision("TOKEN_SPIKE", 0, 0, 0, 1, 0));
        assertThat(labels.inForce()).isEmpty();
    }

    @Test
    void counts_an_alert_once_however_often_it_was_revised() {
        PrecisionCount count = new PrecisionCount(labels);
        count.take(alert("1", 1));
        count.take(alert("1", 2));

        assertThat(count.precisions().get(0).alerts()).isEqualTo(1);
    }

    @Test
    void keeps_labels_of_alerts_that_the_topic_holds_no_more_but_not_in_the_share() {
        label("1", LabelKind.TRUE);

        Precision spikes = counted("2").get(0);

        assertThat(spikes).isEqualTo(new Precision("TOKEN_SPIKE", 1, 0, 0, 1, 0));
    }

    @Test
    void is_summed_over_all_detectors_last() {
        label("1", LabelKind.TRUE);
        labels.take(Labels.of(ofType(AlertType.RAMP, "2"), LabelKind.NOISE, "ada", null, NOON));

        assertThat(counted("1")).extracting(Precision::alertType).containsExactly("RAMP", "TOKEN_SPIKE", "total");
        assertThat(counted("1").get(2)).isEqualTo(new Precision("total", 1, 1, 0, 1, 1));
    }

    private List<Precision> counted(String... ids) {
        PrecisionCount count = new PrecisionCount(labels);
        for (String id : ids) {
            count.take(alert(id, 1));
        }
        return count.precisions();
    }

    private AlertLabel label(String id, LabelKind kind) {
        AlertLabel label = Labels.of(alert(id, 1), kind, "ada", null, NOON);
        labels.take(label);
        return label;
    }

    private static Alert ofType(AlertType type, String id) {
        Alert alert = alert(id, 1);
        alert.setType(type);
        return alert;
    }

    private static Alert alert(String id, int revision) {
        Alert alert = Alerts.spike(id, "nhi-1", NOON);
        alert.setRevision(revision);
        return alert;
    }
}
