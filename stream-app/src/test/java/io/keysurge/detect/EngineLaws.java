// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Histories.History;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.state.PackedState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every history, whatever the usage. */
class EngineLaws {

    private static final int TRIES = 60;
    private static final Set<AlertKind> NOT_OF_ONE_IDENTITY = Set.of(
            AlertKind.KEY_CHECKER,
            AlertKind.IDENTITY_FLOOD,
            AlertKind.DUPLICATED_AUTOMATION,
            AlertKind.SPEND_CONCENTRATION,
            AlertKind.METER_GAP,
            AlertKind.UNATTRIBUTED);
    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);
    private static final Identity DECLARED = new Identity(
            true,
            "AGENT",
            "production",
            Set.of("app", "batch"),
            Set.of(),
            Set.of("eu-0"),
            Tuning.NONE,
            List.of(
                    new Budget(
                            "daily",
                            "tokens",
                            300_000,
                            new BudgetPeriod("day", ZoneId.of("Europe/Berlin")),
                            true,
                            List.of(50, 100)),
                    new Budget(
                            "weekly",
                            "tokens",
                            2_000_000,
                            new BudgetPeriod("week", ZoneId.of("UTC")),
                            false,
                            List.of())),
            Exposures.NONE);
    private static final Identity LEAKED = DECLARED.exposedBy(
                    Exposures.NONE.with(new Exposure("e-1", "fingerprint-0", "https://git.example", 0)))
            .stoppedBy(Revocations.NONE.with(new Revocation(
                    "action-1", "fingerprint-0", "REVOKE", (Life.MONDAY + 3 * Life.DAY) * 60_000, 60_000, false)));

    private static final Identity ON_TRIAL = new Identity(true, null, "test", Set.of(), Set.of(), Tuning.NONE);

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }

    @Provide
    Arbitrary<Identity> identities() {
        return Arbitraries.of(Identity.UNREGISTERED, DECLARED, LEAKED, ON_TRIAL);
    }

    @Property(tries = 150)
    void a_replay_finds_the_same(@ForAll("histories") History history, @ForAll("identities") Identity identity) {
        List<Finding> findings = Histories.findings(ENGINE, identity, history.usages());
        assertThat(Histories.findings(ENGINE, identity, history.usages())).isEqualTo(findings);
        for (AlertKind kind : AlertKind.values()) {
            boolean heard = findings.stream()
                    .anyMatch(finding ->
                            finding.kind() == kind || finding.related().contains(kind));
            Statistics.label("heard " + kind)
                    .collect(heard)
                    .coverage(seen -> seen.check(true)
                            .percentage(share -> NOT_OF_ONE_IDENTITY.contains(kind) ? share == 0 : share > 4));
        }
    }

    @Property(tries = TRIES)
    void stopping_and_restoring_at_any_event_changes_nothing(
            @ForAll("histories") History history,
            @ForAll("identities") Identity identity,
            @ForAll @IntRange(min = 0, max = 29) int stop) {
        List<Usage> usages = history.usages();
        Profile unbroken = new Profile();
        Profile broken = new Profile();
        for (int i = 0; i < usages.size(); i++) {
            if (i % 30 == stop) {
                broken = PackedState.profile(PackedState.profile(broken));
            }
            assertThat(ENGINE.observe(broken, identity, usages.get(i)))
                    .isEqualTo(ENGINE.observe(unbroken, identity, usages.get(i)));
        }
        assertThat(PackedState.profile(broken)).isEqualTo(PackedState.profile(unbroken));
    }

    @Property(tries = TRIES)
    void restoring_changes_nothing_where_events_come_out_of_order(
            @ForAll("histories") History history,
            @ForAll @IntRange(min = 0, max = 29) int stop,
            @ForAll Random random) {
        List<Usage> usages = Shuffled.byUpTo(25, history.usages(), random);
        Profile unbroken = new Profile();
        Profile broken = new Profile();
        int late = 0;
        for (int i = 0; i < usages.size(); i++) {
            if (i % 30 == stop) {
                broken = PackedState.profile(PackedState.profile(broken));
            }
            Observation expected = ENGINE.observe(unbroken, DECLARED, usages.get(i));
            assertThat(ENGINE.observe(broken, DECLARED, usages.get(i))).isEqualTo(expected);
            late += expected.outcome() == Outcome.LATE ? 1 : 0;
        }
        assertThat(PackedState.profile(broken)).isEqualTo(PackedState.profile(unbroken));
        Statistics.label("holds late events")
                .collect(late > 0)
                .coverage(seen -> seen.check(true).percentage(share -> share > 50));
    }

    @Property(tries = TRIES)
    void an_event_that_comes_again_changes_nothing(@ForAll("histories") History history, @ForAll Random random) {
        List<Usage> usages = history.usages();
        Profile once = new Profile();
        Profile again = new Profile();
        Usage earlier = usages.get(0);
        for (Usage usage : usages) {
            Observation expected = ENGINE.observe(once, DECLARED, usage);
            assertThat(ENGINE.observe(again, DECLARED, usage)).isEqualTo(expected);
            assertThat(ENGINE.observe(again, DECLARED, usage).outcome()).isEqualTo(Outcome.DUPLICATE);
            assertThat(ENGINE.observe(again, DECLARED, earlier).outcome()).isNotEqualTo(Outcome.COUNTED);
            earlier = random.nextInt(5) == 0 ? usage : earlier;
        }
        assertThat(PackedState.profile(again)).isEqualTo(PackedState.profile(once));
    }

    @Property(tries = 30)
    void identities_are_independent_whenever_the_other_s_events_are(
            @ForAll("histories") History one,
            @ForAll("histories") History other,
            @ForAll @IntRange(min = -4_000, max = 4_000) int days,
            @ForAll Random random) {
        List<Usage> left = one.usages("nhi-1");
        List<Usage> right = other.usages("nhi-2").stream()
                .map(usage -> Histories.with(
                        usage, usage.eventId(), usage.occurredAt() + days * 86_400_000L, usage.inputTokens()))
                .toList();
        Map<String, Profile> profiles = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            boolean fromLeft = j == right.size() || (i < left.size() && random.nextBoolean());
            Usage usage = fromLeft ? left.get(i++) : right.get(j++);
            Profile profile = profiles.computeIfAbsent(usage.identityId(), id -> new Profile());
            List<Finding> found = ENGINE.observe(profile, DECLARED, usage).findings();
            findings.addAll(fromLeft ? found : List.of());
        }
        assertThat(findings).isEqualTo(Histories.findings(ENGINE, DECLARED, left));
    }

    @Property(tries = TRIES)
    void what_comes_too_late_changes_nothing(@ForAll("histories") History history, @ForAll Random random) {
        Profile plain = new Profile();
        Profile disturbed = new Profile();
        List<Usage> usages = history.usages();
        for (int i = 0; i < usages.size(); i++) {
            Usage usage = usages.get(i);
            Observation expected = ENGINE.observe(plain, DECLARED, usage);
            assertThat(ENGINE.observe(disturbed, DECLARED, usage)).isEqualTo(expected);
            long late = Math.max(0, plain.newestMinute() - 11 - random.nextInt(1_000_000)) * 60_000;
            Usage ancient = Histories.with(usage, "ancient-" + i, late, 1_000_000_000);
            assertThat(ENGINE.observe(disturbed, DECLARED, ancient).outcome()).isEqualTo(Outcome.LATE);
        }
        assertThat(PackedState.profile(disturbed)).isEqualTo(PackedState.profile(plain));
    }

    @Property(tries = TRIES)
    void rotating_the_credential_resets_nothing(@ForAll("histories") History history) {
        List<Usage> usages = history.usages();
        List<Usage> oneKey = usages.stream().map(EngineLaws::withOneKey).toList();
        assertThat(told(Histories.findings(ENGINE, DECLARED, usages)))
                .isEqualTo(told(Histories.findings(ENGINE, DECLARED, oneKey)));
    }

    @Property(tries = TRIES)
    void restricted_data_within_reach_makes_an_alert_graver_by_one_at_most_and_raises_no_other(
            @ForAll("histories") History history) {
        Identity restricted = reaching(DECLARED, "restricted");
        Map<String, Integer> plain = severities(Histories.findings(ENGINE, DECLARED, history.usages()));
        Map<String, Integer> graver = severities(Histories.findings(ENGINE, restricted, history.usages()));
        assertThat(graver).containsOnlyKeys(plain.keySet());
        graver.forEach((id, severity) -> assertThat(severity).isBetween(plain.get(id), Math.max(plain.get(id), 4)));
        Statistics.label("weighs more")
                .collect(!graver.equals(plain))
                .coverage(seen -> seen.check(true).percentage(share -> share > 10));
    }

    private static Identity reaching(Identity identity, String dataClassification) {
        Scope scope = identity.scope();
        return new Identity(
                identity.registered(),
                identity.kind(),
                identity.environment(),
                identity.applications(),
                new Scope(scope.models(), scope.regions(), scope.operations(), dataClassification, scope.admin()),
                identity.tuning(),
                identity.budgets(),
                identity.exposures(),
                identity.revocations());
    }

    private static Map<String, Integer> severities(List<Finding> findings) {
        Map<String, Integer> severities = new HashMap<>();
        findings.forEach(finding -> severities.merge(finding.alertId(), finding.severity(), Math::max));
        return severities;
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.alertId() + "/" + finding.revision() + "/" + finding.severity() + "/"
                        + finding.raisedAt() + "/" + finding.measure())
                .toList();
    }

    private static Usage withOneKey(Usage usage) {
        return new Usage(
                usage.eventId(),
                usage.occurredAt(),
                usage.identityId(),
                "always-the-same",
                usage.application(),
                usage.agent(),
                usage.model(),
                usage.network(),
                usage.region(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cachedTokens(),
                usage.calls(),
                usage.costNanos(),
                usage.currency(),
                usage.consumed(),
                usage.result(),
                usage.position());
    }
}
