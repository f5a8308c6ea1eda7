// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Usage;
import io.keysurge.translate.IdentityFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packed state")
class PackedStateTest {

    private static final IdentityFacts REGISTERED = new IdentityFacts(
            true,
            IdentityKind.AGENT,
            "team-search",
            "search",
            "production",
            Criticality.HIGH,
            List.of("chat", "embeddings"),
            null,
            true,
            List.of("crawler"));

    @Test
    void of_a_profile_is_byte_for_byte_what_a_released_version_wrote() throws IOException {
        assertThat(hex(PackedState.profile(livedProfile()))).isEqualTo(golden("profile-v1.hex"));
    }

    @Test
    void of_a_released_version_is_read_and_written_back_unchanged() throws IOException {
        byte[] released = HexFormat.of().parseHex(golden("profile-v1.hex"));
        assertThat(PackedState.profile(PackedState.profile(released))).isEqualTo(released);
    }

    @Test
    void of_an_identity_round_trips() {
        assertThat(PackedState.identity(PackedState.identity(REGISTERED))).isEqualTo(REGISTERED);
    }

    @Test
    void of_an_identity_is_byte_for_byte_what_a_released_version_wrote() throws IOException {
        assertThat(hex(PackedState.identity(REGISTERED))).isEqualTo(golden("identity-v1.hex"));
    }

    @Test
    void from_a_newer_detector_is_refused_with_the_mend() {
        byte[] newer = PackedState.profile(new Profile());
        newer[0] = 8;
        assertThatThrownBy(() -> PackedState.profile(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 4 (expected: 1)")
                .hasMessageContaining("run that version");
    }

    @Test
    void of_a_busy_identity_stays_under_two_kilobytes() {
        assertThat(PackedState.profile(livedProfile()).length).isLessThan(2_048);
    }

    /** Four days with three applications, two models, prices, a rotation and a spike that is still open. */
    private static Profile livedProfile() {
        var engine = new Engine(DetectionSettings.DEFAULTS);
        var profile = new Profile();
        long monday = 29_459_520L;
        for (int i = 0; i < 4 * 1440; i += 3) {
            long tokens = i > 5_700 ? 900_000 : 1_000 + i % 700;
            engine.observe(profile, Identity.UNREGISTERED, usage(i, monday + i, tokens));
        }
        return profile;
    }

    private static Usage usage(int i, long minute, long tokens) {
        return new Usage(
                "event-" + i,
                minute * 60_000,
                "nhi-1",
                i < 3_000 ? "fp-old" : "fp-new",
                "app-" + i % 3,
                "model-" + i % 2,
                "eu-west-1",
                tokens,
                tokens / 10,
                1 + i % 5,
                tokens * 2_000,
                "USD",
                true,
                new Position("keysurge.usage", 2, 1_000L + i));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String golden(String name) throws IOException {
        try (var in = PackedStateTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
