// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.state.PackedState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The released profile lived four days with an event every third minute, of 1,100 to 1,870 tokens, by one
 * application for two models; in the last hour of the fourth 990,000 each time, of which an episode is open.
 */
@DisplayName("A profile of the first layout")
class FirstLayoutTest {

    private static final long THURSDAY_MIDNIGHT = MONDAY + 4 * DAY;

    private final Profile profile = released();
    private final Life life = new Life(new Engine(DetectionSettings.DEFAULTS), profile, "nhi-1")
            .as("app-0")
            .asking("model-0");

    @Test
    void keeps_the_largest_of_its_days() {
        assertThat(profile.days()).isEqualTo(3);
        double level =
                Feature.LEVEL_TOKENS.value(profile.baseline.usual(Feature.LEVEL_TOKENS, THURSDAY_MIDNIGHT / DAY));
        // Four events of at most 1,870 tokens in ten minutes.
        assertThat(level).isBetween(500.0, 4 * 187.0);
        double applications =
                Feature.APPLICATIONS.value(profile.baseline.usual(Feature.APPLICATIONS, THURSDAY_MIDNIGHT / DAY));
        assertThat(applications).isCloseTo(1, within(0.1));
    }

    @Test
    void keeps_its_clock_its_names_its_price_and_its_credential() {
        assertThat(profile.newestMinute()).isEqualTo(THURSDAY_MIDNIGHT - 3);
        assertThat(profile.firstMinute()).isEqualTo(MONDAY);
        assertThat(profile.circle.applications.find("app-0")).isNotNull();
        assertThat(profile.circle.models.find("model-1")).isNotNull();
        assertThat(profile.price.currency()).isEqualTo("USD");
        assertThat(profile.credential)
                .isNotNull()
                .extracting(Credential::rotatedFrom)
                .isEqualTo("fp-old");
    }

    @Test
    void keeps_the_open_episode_and_goes_on_with_it_under_its_id() {
        assertThat(profile.hasOpenEpisode()).isTrue();
        String id = profile.episodes.get(0).id();
        life.use(THURSDAY_MIDNIGHT + 13 * HOUR, 100);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.CLOSED);
        assertThat(life.newest().alertId()).isEqualTo(id);
    }

    @Test
    void takes_its_names_for_habits() {
        life.use(THURSDAY_MIDNIGHT + 13 * HOUR, 1_000);
        life.asking("model-1").use(THURSDAY_MIDNIGHT + 13 * HOUR + 1, 1_000);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.CLOSED);
    }

    @Test
    void compares_a_spike_with_what_it_knew() {
        life.minutes(THURSDAY_MIDNIGHT + 13 * HOUR, 3, 100_000);
        assertThat(life.findings(AlertKind.TOKEN_SPIKE))
                .extracting(Finding::stage)
                .contains(Stage.OPEN);
    }

    @Test
    void is_written_in_the_new_layout_from_then_on() {
        byte[] renewed = PackedState.profile(profile);
        assertThat(renewed[0]).isEqualTo((byte) 12);
        assertThat(PackedState.profile(PackedState.profile(renewed))).isEqualTo(renewed);
    }

    private static Profile released() {
        try (var in = FirstLayoutTest.class.getResourceAsStream("/golden/profile-v1.hex")) {
            assertThat(in).isNotNull();
            String hex = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return PackedState.profile(HexFormat.of().parseHex(hex));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
