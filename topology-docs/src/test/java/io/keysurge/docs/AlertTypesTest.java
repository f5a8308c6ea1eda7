// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.ToldLife.DAY;
import static io.keysurge.docs.ToldLife.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.AlertKind;
import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.Budget;
import io.keysurge.detect.BudgetPeriod;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Exposure;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Flood;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Identity;
import io.keysurge.detect.IdentityFlood;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Position;
import io.keysurge.detect.ProducerBook;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Producers;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Revocations;
import io.keysurge.detect.Source;
import io.keysurge.detect.Tuning;
import io.keysurge.detect.UnitBook;
import io.keysurge.detect.Usage;
import java.time.ZoneId;
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

    private static final int FRIDAY = 4 * DAY;
    private static final Identity DECLARED =
            new Identity(true, "API_KEY", "production", Set.of("app-0"), Set.of(), Tuning.NONE);

    private static final long FIRST_HOUR = ToldLife.FIRST_MINUTE / 60;

    private final List<Finding> findings = new ArrayList<>();

    @BeforeAll
    void live() {
        rates();
        habits();
        applications();
        origins();
        strangersAtHome();
        exposed();
        stopped();
        budgets();
        offScope();
        findings.addAll(keyChecker());
        findings.addAll(identityFlood());
        findings.addAll(businessUnit());
        findings.addAll(application());
        findings.addAll(producers());
        misplaced();
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void is_what_the_engine_does(AlertKind kind) {
        AlertTypesPage.Story story = AlertTypesPage.story(kind);
        var raised = findings.stream().filter(finding -> finding.kind() == kind).toList();
        assertThat(raised.stream().map(Finding::severity).distinct().sorted())
                .containsExactlyElementsOf(story.severities());
        assertThat(raised.stream().map(finding -> finding.measure().unit()).distinct())
                .containsExactlyInAnyOrderElementsOf(story.units());
    }

    private ToldLife life() {
        return new ToldLife(Identity.UNREGISTERED);
    }

    private void keep(ToldLife life) {
        findings.addAll(life.findings());
    }

    private void rates() {
        keep(life().minutes(0, 3, 13_000_000));
        keep(life().days(4, 10_000).minutes(FRIDAY, 3, 100_000));
        keep(life().days(4, 10_000).use(FRIDAY, 100_000, 100).use(FRIDAY + 1, 100_000, 100));
        ToldLife ramp = life().days(4, 10_000);
        for (int minute = 0; minute < 5 * HOUR; minute++) {
            ramp.use(FRIDAY + minute, 8_000 + 100L * minute, 80 + minute);
        }
        keep(ramp);
        keep(loop(null));
        keep(loop("AS1"));
    }

    private ToldLife loop(String network) {
        ToldLife life = life().from(network).days(4, 10_000);
        for (int minute = 0; minute < 15; minute++) {
            life.use(FRIDAY + minute, 9_000, 90);
        }
        return life;
    }

    private void habits() {
        ToldLife input = life().days(4, 3 * HOUR, 10_000);
        input.minutes(FRIDAY, 2 * HOUR, 10_000);
        for (int minute = 0; minute < HOUR; minute++) {
            input.use(FRIDAY + 2 * HOUR + minute, 10_000, 20);
        }
        keep(input);
        keep(outputGrows());
        keep(life().caching(90)
                .days(4, 3 * HOUR, 10_000)
                .minutes(FRIDAY, 2 * HOUR, 10_000)
                .caching(0)
                .minutes(FRIDAY + 2 * HOUR, HOUR, 10_000));
        keep(life().days(7, 5 * HOUR, 10_000).minutes(7 * DAY + 12 * HOUR, 15, 9_000));
        keep(life().days(4, 6 * HOUR, 10_000).minutes(8 * DAY, 10, 9_000));
        keep(refused(0));
        keep(refused(4));
    }

    /** Half an hour in which little is sent and much produced. */
    private ToldLife outputGrows() {
        ToldLife life = life().days(4, 3 * HOUR, 10_000).minutes(FRIDAY, 2 * HOUR, 10_000);
        for (int minute = 0; minute < HOUR; minute++) {
            life.producing(FRIDAY + 2 * HOUR + minute, 5_000, 9_000, 100);
        }
        return life;
    }

    private ToldLife refused(int days) {
        ToldLife life = life().days(days, 10_000).with(Usage.Result.DENIED);
        life.use(days * DAY, 0, 100);
        return life.with(Usage.Result.SERVED).minutes(days * DAY + 1, 1, 10);
    }

    private void applications() {
        keep(crowd(Identity.UNREGISTERED, 0, 40));
        keep(crowd(Identity.UNREGISTERED, 4, 40));
        keep(crowd(DECLARED, 4, 4));
    }

    /** So many ordinary days, then one application after the other. */
    private static ToldLife crowd(Identity identity, int days, int applications) {
        var life = new ToldLife(identity).days(days, 100);
        for (int i = 0; i < applications; i++) {
            life.as("app-" + i).use(days * DAY + i, 1, 1);
        }
        return life;
    }

    private void origins() {
        keep(home().from("AS666").asking("model-x").use(FRIDAY, 1, 1).minutes(FRIDAY + 9 * HOUR, 3, 60_000));
        keep(home().from("AS666").as(null).use(FRIDAY, 1, 1));
        keep(home().from("AS666").minutes(FRIDAY, 12, 60_000));
    }

    private void exposed() {
        Identity leaked = Identity.UNREGISTERED.exposedBy(
                Exposures.NONE.with(new Exposure("e-1", ToldLife.CREDENTIAL, "https://git.example", 0)));
        keep(new ToldLife(leaked).use(0, 100, 1));
        keep(new ToldLife(leaked).minutes(0, 3, 13_000_000));
    }

    private void stopped() {
        var action = new Revocation("action-1", ToldLife.CREDENTIAL, "REVOKE", at(0), 1_000, false);
        keep(new ToldLife(Identity.UNREGISTERED.stoppedBy(Revocations.NONE.with(action))).use(1, 100, 1));
    }

    private void budgets() {
        var period = new BudgetPeriod("day", ZoneId.of("UTC"));
        keep(budgeted(new Budget("hard", "tokens", 100_000, period, true, List.of(50, 100))));
        keep(budgeted(new Budget("soft", "tokens", 100_000, period, false, List.of(50, 100))));
    }

    private void offScope() {
        var identity = new Identity(true, "AGENT", "production", Set.of(), Set.of("model-a"), Tuning.NONE);
        keep(new ToldLife(identity).use(0, 100, 1).asking("model-x").use(1, 100, 1));
    }

    private ToldLife budgeted(Budget budget) {
        var identity = new Identity(
                true,
                "AGENT",
                "production",
                Set.of(),
                Set.of(),
                Set.of(),
                Tuning.NONE,
                List.of(budget),
                Exposures.NONE);
        return new ToldLife(identity).minutes(0, 5 * HOUR, 400);
    }

    private ToldLife home() {
        return life().from("AS1").days(4, 3 * HOUR, 10_000);
    }

    private void strangersAtHome() {
        keep(home().asking("model-x").with(Usage.Result.DENIED).use(FRIDAY, 0, 1));
        keep(home().asking("model-x").as(null).minutes(FRIDAY, 5, 60_000));
    }

    /** A quiet start, a thousand new identities within an hour, and then as many as fit. */
    private static List<Finding> identityFlood() {
        var judge = new IdentityFlood(DetectionSettings.DEFAULTS);
        var flood = new Flood();
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            found.addAll(
                    judge.admit(flood, call(i), at(i == 0 ? 0 : FRIDAY), false).findings());
        }
        flood.restoreKnown(DetectionSettings.DEFAULTS.mostIdentities());
        found.addAll(judge.admit(flood, call(1_001), at(FRIDAY), false).findings());
        return found;
    }

    private static long at(int minute) {
        return (ToldLife.FIRST_MINUTE + minute) * 60_000L;
    }

    private static Usage call(int i) {
        return new Usage(
                "e-" + i,
                at(0),
                "nhi-" + i,
                null,
                null,
                null,
                null,
                null,
                null,
                10,
                10,
                0,
                1,
                -1,
                null,
                true,
                Usage.Result.SERVED,
                new Position("usage", 0, i));
    }

    /** Three who work alike for a fortnight, one of them for two applications and much. */
    private static List<Finding> businessUnit() {
        var judge = new BusinessUnits(DetectionSettings.DEFAULTS, GroupSettings.DEFAULTS);
        var book = new UnitBook();
        List<Finding> found = new ArrayList<>();
        for (int day = 0; day < 15; day++) {
            long hour = FIRST_HOUR + day * 24L;
            found.addAll(judge.observe(book, "unit", part("nhi-1", hour, "app", 100)));
            found.addAll(judge.observe(book, "unit", part("nhi-2", hour, "app", 100)));
            found.addAll(judge.observe(book, "unit", part("nhi-3", hour, "app-" + day % 2, 900)));
        }
        return found;
    }

    private static List<Finding> producers() {
        var judge = new Producers(GroupSettings.DEFAULTS);
        var book = new ProducerBook(List.of());
        List<Finding> found = new ArrayList<>();
        for (int minute = 0; minute < 8 * 1440; minute++) {
            for (String producer : List.of("gateway-a", "gateway-b", "gateway-c")) {
                if (!producer.equals("gateway-a") || minute < 8 * 1440 - 60) {
                    var part = new ProducerPart(
                            producer,
                            ToldLife.FIRST_MINUTE + minute,
                            2,
                            2,
                            "e-" + minute,
                            new Position("usage", 0, minute));
                    found.addAll(judge.observe(book, part));
                }
            }
        }
        return found;
    }

    private static List<Finding> application() {
        var judge = new EnvironmentMismatch(GroupSettings.DEFAULTS);
        var book = new ApplicationBook();
        List<Finding> found = new ArrayList<>();
        for (int hour = 0; hour < 30; hour++) {
            found.addAll(judge.observe(book, part("production", FIRST_HOUR + hour, "app", 100)));
            found.addAll(judge.observe(book, part("test", FIRST_HOUR + hour, "app", 60)));
        }
        return found;
    }

    private static HourPart part(String id, long hour, String application, long calls) {
        var position = new Position("usage", 0, hour);
        return new HourPart(id, hour, application, "model-a", id, calls, 800 * calls, 200 * calls, -1, null, position);
    }

    private void misplaced() {
        var identity = new Identity(true, "AGENT", "test", Set.of(), Set.of(), Tuning.NONE);
        keep(new ToldLife(identity).in("production").use(0, 100, 1));
    }

    private static List<Finding> keyChecker() {
        var judge = new KeyChecker(DetectionSettings.DEFAULTS);
        var source = new Source();
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            var position = new Position("usage", 0, i);
            found.addAll(judge.observe(
                    source,
                    new Attempt(
                            "AS666/region",
                            "nhi-" + i,
                            ToldLife.FIRST_MINUTE * 60_000L,
                            true,
                            false,
                            "e-" + i,
                            position)));
        }
        return found;
    }
}
