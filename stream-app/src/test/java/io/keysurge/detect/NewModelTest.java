// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Usage.Result;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("NEW_MODEL")
class NewModelTest {

    private final Life life = Life.atHome(10_000);

    @Test
    void hears_a_model_that_was_refused() {
        life.asking("model-b").answered(Result.DENIED).use(FRIDAY_NOON, 0);
        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.NEW_MODEL);
            assertThat(finding.subject()).isEqualTo("model-b");
            assertThat(finding.severity()).isEqualTo(2);
        });
    }

    @Test
    void hears_a_model_that_nobody_of_the_identity_s_own_asked_for() {
        life.asking("model-b").as(null).by(null).use(FRIDAY_NOON, 50);
        assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.NEW_MODEL);
    }

    @Test
    void takes_a_trial_by_the_identity_s_own_service_for_life() {
        life.asking("model-b").use(FRIDAY_NOON, 50);
        life.asking("model-c").as("app-2").use(FRIDAY_NOON, 50);
        assertThat(life.findings(AlertKind.NEW_MODEL)).isEmpty();
    }

    @Test
    void hears_a_refusal_whoever_asked_first_within_the_minute() {
        life.asking("model-b").use(FRIDAY_NOON, 50).answered(Result.DENIED).use(FRIDAY_NOON, 0);
        assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.NEW_MODEL);
    }

    @Test
    void says_each_model_once() {
        life.asking("model-b").answered(Result.DENIED).minutes(FRIDAY_NOON, 30, 0);
        life.asking("model-c").minutes(FRIDAY_NOON + 30, 30, 0);
        assertThat(life.findings(AlertKind.NEW_MODEL))
                .extracting(Finding::subject)
                .containsExactly("model-b", "model-c");
    }

    @Test
    void leaves_other_places_to_new_origin() {
        life.from("elsewhere", "us-east-1")
                .asking("model-b")
                .answered(Result.DENIED)
                .use(FRIDAY_NOON, 0);
        assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.NEW_ORIGIN);
    }

    @Test
    void says_nothing_while_everything_is_new() {
        Life young = Life.withDefaults().at("home").workingDays(0, 2, 10_000);
        young.asking("model-b").answered(Result.DENIED).use(MONDAY + 2 * DAY, 0);
        assertThat(young.findings()).isEmpty();
    }
}
