// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Producers;
import io.keysurge.detect.Profile;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.state.PackedState;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.UsageTranslation;
import io.keysurge.usage.UsageRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads the whole usage topic in one thread and says what the detector must have remembered and raised. */
final class Recount {

    private static final List<String> GROUP_PREFIXES =
            List.of(Producers.GROUP_PREFIX, EnvironmentMismatch.GROUP_PREFIX, BusinessUnits.GROUP_PREFIX);

    private final Engine engine = new Engine(DetectionSettings.DEFAULTS);
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final SpendTotals spend = new SpendTotals();
    private int refused;

    static Recount of(Installation installation) {
        return of(installation, installation.records(installation.topics.usage().name()));
    }

    /** What it must have after these records. */
    static Recount of(Installation installation, List<ConsumerRecord<byte[], byte[]>> records) {
        var recount = new Recount();
        var translation = new AlertTranslation(DetectionMode.LIVE, "");
        try (var serde = AvroSerdes.forValues(UsageEvent.class, installation.clientSettings())) {
            for (var usage : records) {
                try {
                    recount.judge(serde.deserializer().deserialize(usage.topic(), usage.value()), usage, translation);
                } catch (SerializationException undecodable) {
                    recount.refused++;
                }
            }
        }
        return recount;
    }

    /** Profiles that the detector keeps: the last value of each key of the changelog, without what was spent. */
    static Map<String, String> kept(Installation installation) {
        Map<String, String> kept = new TreeMap<>();
        for (var change : installation.records(installation.changelog("profiles"))) {
            kept.put(
                    new String(change.key(), StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(PackedState.profile(PackedState.profile(change.value()))));
        }
        return kept;
    }

    Map<String, String> profiles() {
        Map<String, String> packed = new TreeMap<>();
        profiles.forEach((identityId, profile) ->
                packed.put(identityId, HexFormat.of().formatHex(PackedState.profile(profile))));
        return packed;
    }

    /** What everything that counted adds up to, by hour and account. */
    Map<String, List<BigInteger>> spend() {
        return spend.totals();
    }

    /** Id, revision, kind, severity and state of every alert. */
    List<String> alerts() {
        return identify(alerts);
    }

    Set<String> alertIds() {
        return ids(alerts);
    }

    int refused() {
        return refused;
    }

    static Set<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::getAlertId).collect(Collectors.toSet());
    }

    static List<String> identify(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> !isAboutGroup(alert))
                .map(alert -> alert.getAlertId() + "/" + alert.getRevision() + " " + alert.getType() + " "
                        + alert.getSeverity() + " " + alert.getState() + " of " + alert.getIdentityId())
                .sorted()
                .toList();
    }

    /** Whoever judges identity by identity does not know what all of them have in common. */
    static boolean isAboutGroup(Alert alert) {
        return GROUP_PREFIXES.stream().anyMatch(alert.getIdentityId()::startsWith);
    }

    private void judge(UsageEvent event, ConsumerRecord<byte[], byte[]> usage, AlertTranslation translation) {
        if (UsageRules.check(event, Instant.ofEpochMilli(usage.timestamp())).isPresent()) {
            refused++;
            return;
        }
        Profile profile = profiles.computeIfAbsent(event.getIdentityId(), unseen -> new Profile());
        Position position = new Position(usage.topic(), usage.partition(), usage.offset());
        IdentityFacts facts = IdentityFacts.of(event);
        Observation seen = engine.observe(profile, facts.judged(), UsageTranslation.usage(event, position));
        if (seen.outcome() == Outcome.COUNTED) {
            spend.add(event);
        }
        seen.findings().forEach(finding -> alerts.add(translation.alert(event.getIdentityId(), facts, finding)));
    }
}
