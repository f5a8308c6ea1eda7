// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.AlertKind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lives that make the engine raise everything it can, held against what the page says of it. */
@DisplayName("What the page of alert types says")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertTypesTest {

    private static final int DAY = 1440;
    private static final int FIRST_MINUTE = 20_000 * DAY;
    private static final Identity DECLARED = new Identity(true, "production", Set.of("app-0"));

    private final List<Finding> findings = new ArrayList<>();

    @BeforeAll
    void live() {
        findings.addAll(surge(Identity.UNREGISTERED, 1.2));
        findings.addAll(surge(Identity.UNREGISTERED, 50));
        findings.addAll(crowd(Identity.UNREGISTERED, 0, 40));
        findings.addAll(crowd(Identity.UNREGISTERED, 5, 40));
        findings.addAll(crowd(DECLARED, 5, 4));
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void is_what_the_engine_does(AlertKind kind) {
        AlertTypesPage.Story story = AlertTypesPage.story(kind);
        var raised = findings.stream().filter(finding -> finding.kind() == kind).toList();
        assertThat(raised.stream().map(Finding::severity).distinct().sorted())
                .containsExactlyElementsOf(story.severities());
        assertThat(raised)
                .allSatisfy(finding -> assertThat(finding.measure().unit()).isEqualTo(story.unit()));
    }

    /** Five ordinary days of 10,000 tokens a minute, then two minutes of many times the threshold's tokens. */
    private static List<Finding> surge(Identity identity, double timesThreshold) {
        var life = new Life(identity);
        life.ordinaryDays(5, 10_000);
        double factor = Math.exp(DetectionSettings.DEFAULTS.spikeMargin()) * timesThreshold;
        life.use(5 * DAY, "app-0", (long) (10_000 * factor));
        life.use(5 * DAY + 1, "app-0", (long) (10_000 * factor));
        return life.findings;
    }

    /** So many ordinary days, then one application after the other. */
    private static List<Finding> crowd(Identity identity, int days, int applications) {
        var life = new Life(identity);
        life.ordinaryDays(days, 100);
        for (int i = 0; i < applications; i++) {
            life.use(days * DAY + i, "app-" + i, 1);
        }
        return life.findings;
    }

    private static final class Life {

        private final Engine engine = new Engine(DetectionSettings.DEFAULTS);
        private final Profile profile = new Profile();
        private final List<Finding> findings = new ArrayList<>();
        private final Identity identity;
        private long events;

        Life(Identity identity) {
            this.identity = identity;
        }

        void ordinaryDays(int days, long tokens) {
            for (int day = 0; day < days; day++) {
                for (int minute = 0; minute < 60; minute++) {
                    use(day * DAY + minute, "app-0", tokens);
                }
            }
        }

        void use(int minute, String application, long tokens) {
            long occurredAt = (FIRST_MINUTE + minute) * 60_000L;
            var position = new Position("usage", 0, events++);
            var usage = new Usage(
                    "event-" + events,
                    occurredAt,
                    "agent",
                    null,
                    application,
                    null,
                    null,
                    tokens,
                    0,
                    1,
                    -1,
                    null,
                    true,
                    position);
            findings.addAll(engine.observe(profile, identity, usage).findings());
        }
    }
}
