// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.LastHour;
import io.keysurge.state.PackedState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills twice; {@code -Dkeysurge.kills=10} kills more often, and {@code -Dkeysurge.kills.seed} at other moments. */
@DisplayName("The detector, killed at random moments under load,")
class KilledDetectorIT {

    private static final int KILLS = Integer.getInteger("keysurge.kills", 2);
    private static final int IDENTITIES_PER_KILL = 14;
    private static final int COLD_START = 500;
    private static final int LONGEST_COMMIT_CYCLE = 150;

    static {
        Contracts.trust();
    }

    @TempDir
    private Path directory;

    private final Random moments = new Random(Long.getLong("keysurge.kills.seed", 7));
    private final Installation installation = new Installation();

    @Test
    void counts_every_event_once_and_raises_the_same_alerts() throws Exception {
        // Heap for ten profiles, so that changes are written by commits and to make room.
        killUnderLoad(
                KILLS,
                Map.of("state.heap.bytes", "100000", "spend.interval.ms", "300"),
                () -> SpendTotals.awaitTold(
                        installation, Recount.of(installation).spend()));

        Recount recount = Recount.of(installation);
        assertThat(SpendTotals.differences(SpendTotals.told(installation), recount.spend()))
                .isEmpty();
        assertThat(Recount.kept(installation)).isEqualTo(recount.profiles());
        assertThat(recount.alerts()).anyMatch(alert -> alert.contains(AlertType.TOKEN_SPIKE.name()));
        assertThat(Recount.identify(installation.alerts())).isEqualTo(recount.alerts());
    }

    @Test
    void counts_every_event_and_raises_every_alert_where_at_least_once_is_enough() throws Exception {
        killUnderLoad((KILLS + 1) / 2, Map.of("detector.processing.guarantee", "at_least_once"), () -> {});

        Recount recount = Recount.of(installation);
        Map<String, Long> kept = tokensOfLastHour(Recount.kept(installation));
        assertThat(kept.keySet()).isEqualTo(recount.profiles().keySet());
        assertThat(tokensOfLastHour(recount.profiles()))
                .allSatisfy((identityId, tokens) ->
                        assertThat(kept.get(identityId)).as(identityId).isGreaterThanOrEqualTo(tokens));
        assertThat(Recount.ids(installation.alerts())).containsAll(recount.alertIds());
    }

    private void killUnderLoad(int kills, Map<String, String> settings, Runnable beforeTheEnd) throws Exception {
        List<UsageEvent> lives = Load.lives(IDENTITIES_PER_KILL * kills);
        Load.publish(installation, lives);
        int most = lives.size() / (kills + 1) * 3 / 4;
        for (int kill = 0; kill < kills; kill++) {
            try (DetectorProcess detector = start(settings)) {
                Load.awaitCounted(detector, COLD_START + moments.nextInt(most));
                Thread.sleep(moments.nextInt(LONGEST_COMMIT_CYCLE));
                detector.kill();
            }
        }
        try (DetectorProcess last = start(settings)) {
            installation.awaitJudged();
            beforeTheEnd.run();
            assertThat(last.stop()).isZero();
        }
    }

    private DetectorProcess start(Map<String, String> settings) throws Exception {
        Map<String, String> soonReplaced = new HashMap<>(settings);
        soonReplaced.put("detector.session.timeout.ms", "6000");
        return installation.detector(directory, "detector", soonReplaced).awaitReady();
    }

    private static Map<String, Long> tokensOfLastHour(Map<String, String> profiles) {
        Map<String, Long> tokens = new HashMap<>();
        profiles.forEach((identityId, packed) -> tokens.put(
                identityId, LastHour.tokens(PackedState.profile(HexFormat.of().parseHex(packed)))));
        return tokens;
    }
}
