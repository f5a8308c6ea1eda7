// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.yaml.Mistake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder of identities")
class IdentityFolderTest {

    @TempDir
    private Path folder;

    @Test
    void says_everything_that_the_registry_can_know() throws Exception {
        write("payments.yaml", """
                # yaml-language-server: $schema=identities.schema.json
                identities:
                  - id: nhi-billing-bot
                    kind: AGENT
                    owner: payments-team
                    business_unit: payments
                    environment: production
                    criticality: HIGH
                    privileges: [invoke, read]
                    data_classification: confidential
                    declared_applications: [checkout]
                    declared_models: [gpt-a]
                    declared_regions: [eu]
                    declared_operations: [chat]
                    budgets:
                      - {name: monthly, unit: tokens, limit: 5000000, period: month, time_zone: Europe/Berlin, hard: true, thresholds_percent: [50, 100]}
                    soft_limits:
                      - {name: daily, unit: USD, limit: 12.50, period: day}
                    response_policy: careful
                    never_auto_revoke: true
                    sensitivities: {TOKEN_SPIKE: 0.5}
                    tolerances:
                      - {from: 2026-01-05T00:00:00Z, until: 2026-01-06T00:00:00Z, ceiling: 3, reason: a migration, granted_by: ada}
                """);

        IdentityRecord identity = read().get("nhi-billing-bot");

        assertThat(identity.getKind()).isEqualTo(IdentityKind.AGENT);
        assertThat(identity.getOwner()).isEqualTo("payments-team");
        assertThat(identity.getCriticality()).isEqualTo(Criticality.HIGH);
        assertThat(identity.getPrivileges()).containsExactly("invoke", "read");
        assertThat(identity.getDeclaredOperations()).containsExactly("chat");
        assertThat(identity.getNeverAutoRevoke()).isTrue();
        assertThat(identity.getSensitivities()).containsEntry("TOKEN_SPIKE", 0.5);
        assertThat(identity.getTolerances()).hasSize(1);
        assertThat(identity.getBudgets())
                .extracting(budget -> budget.getName() + " " + budget.getHard() + " "
                        + budget.getLimit().stripTrailingZeros().toPlainString())
                .containsExactly("monthly true 5000000", "daily false 12.5");
        assertThat(identity.getBudgets().get(0).getTimeZone()).isEqualTo("Europe/Berlin");
        assertThat(identity.getBudgets().get(1).getLimit()).isEqualByComparingTo(new BigDecimal("12.5"));
    }

    @Test
    void inherits_from_all_then_the_kind_then_the_environment() throws Exception {
        write("a/defaults.yml", """
                defaults:
                  all: {owner: platform, criticality: LOW, sensitivities: {RAMP: 2, OFF_HOURS: 0.5}}
                  kinds:
                    AGENT: {criticality: MEDIUM, data_classification: internal}
                  environments:
                    test: {criticality: UNKNOWN, soft_limits: [{name: cap, unit: tokens, limit: 1000, period: day}]}
                """);
        write("identities.yaml", """
                identities:
                  - id: one
                  - {id: two, kind: AGENT, sensitivities: {RAMP: 1}}
                  - {id: three, kind: AGENT, environment: test, owner: lab}
                """);

        Map<String, IdentityRecord> identities = read();

        assertThat(identities).containsOnlyKeys("one", "three", "two");
        assertThat(identities.get("one").getCriticality()).isEqualTo(Criticality.LOW);
        assertThat(identities.get("two").getCriticality()).isEqualTo(Criticality.MEDIUM);
        assertThat(identities.get("two").getSensitivities()).isEqualTo(Map.of("RAMP", 1.0, "OFF_HOURS", 0.5));
        assertThat(identities.get("three").getCriticality()).isEqualTo(Criticality.UNKNOWN);
        assertThat(identities.get("three").getOwner()).isEqualTo("lab");
        assertThat(identities.get("three").getDataClassification()).isEqualTo("internal");
        assertThat(identities.get("three").getBudgets()).hasSize(1);
        assertThat(identities.get("one").getBudgets()).isEmpty();
    }

    @Test
    void may_use_yamls_own_anchors() throws Exception {
        write("one.yaml", """
                identities:
                  - {id: one, privileges: &granted [invoke]}
                  - {id: two, privileges: *granted}
                """);

        assertThat(read().get("two").getPrivileges()).containsExactly("invoke");
    }

    @Test
    void says_what_groups_share_beside_the_identities_or_alone() throws Exception {
        write("payments.yaml", """
                identities: [{id: one}]
                shared_budgets:
                  - scope: business_unit
                    name: payments
                    budgets: [{name: monthly, unit: tokens, limit: 5000000, period: month, hard: true}]
                    soft_limits: [{name: daily, unit: USD, limit: 12.50, period: day, thresholds_percent: [50, 100]}]
                """);
        write("teams.yaml", "shared_budgets: [{scope: owner, name: payments}]\n");

        Declared declared = IdentityFolder.read(folder);

        assertThat(declared.identities()).containsOnlyKeys("one");
        assertThat(declared.sharedBudgets()).containsOnlyKeys("business_unit:payments", "owner:payments");
        SharedBudgets unit = declared.sharedBudgets().get("business_unit:payments");
        assertThat(unit.getScope()).isEqualTo(BudgetScope.BUSINESS_UNIT);
        assertThat(unit.getName()).isEqualTo("payments");
        assertThat(unit.getBudgets())
                .extracting(Budget::getName, Budget::getHard, Budget::getThresholdsPercent)
                .containsExactly(tuple("monthly", true, List.of()), tuple("daily", false, List.of(50, 100)));
        assertThat(declared.sharedBudgets().get("owner:payments").getBudgets()).isEmpty();
    }

    @Nested
    @DisplayName("with mistakes")
    class Mistaken {

        @Test
        void names_all_of_them_with_file_line_field_and_rule() throws Exception {
            write("b.yaml", """
                    identities:
                      - id: one
                        ownr: payments
                        criticality: VERY_HIGH
                        budgets:
                          - name: monthly
                            unit: tokens
                            limit: -5
                            period: month
                          - name: monthly
                            unit: tokens
                            period: fortnight
                    """);
            write("a.yaml", """
                    identities:
                      - kind: AGENT
                        owner: 7
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:2: identities[0]: id is missing (expected: stated)",
                            "a.yaml:3: identities[0].owner: number 7 (expected: a value of type string)",
                            "b.yaml:3: identities[0]: has a field \"ownr\" (expected: none of that name; did you mean owner?)",
                            "b.yaml:4: identities[0].criticality: text \"VERY_HIGH\" (expected: UNKNOWN, LOW, MEDIUM, HIGH,"
                                    + " BREAK_GLASS)",
                            "b.yaml:8: identities[0].budgets[0].limit: number -5 (expected: >= 0)",
                            "b.yaml:10: identities[0].budgets[1]: limit is missing (expected: stated)",
                            "b.yaml:12: identities[0].budgets[1].period: text \"fortnight\" (expected: hour, day, week, month, or an"
                                    + " ISO 8601 period such as P14D)");
        }

        @Test
        void names_what_only_the_whole_can_tell() throws Exception {
            write("a.yaml", """
                    defaults:
                      all: {owner: platform}
                    identities:
                      - id: one
                      - id: two
                        budgets:
                          - {name: x, unit: tokens, limit: 1, period: day, time_zone: Europe/Atlantis}
                        soft_limits:
                          - {name: y, unit: ABC, limit: 1, period: day}
                          - {name: x, unit: tokens, limit: 1.5, period: day}
                      - id: three
                        sensitivities: {TOKEN_SPIKEY: 1}
                        tolerances:
                          - {from: 2026-01-05T00:00:00Z, until: 2026-01-05T00:00:00Z}
                    """);
            write("b.yaml", """
                    defaults:
                      all: {owner: another}
                    identities:
                      - id: one
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:7: identities[1].budgets[0].time_zone: no time zone (expected: an IANA name such as"
                                    + " Europe/Berlin)",
                            "a.yaml:9: identities[1].soft_limits[0].unit: neither tokens nor a currency (expected: tokens, or an"
                                    + " ISO 4217 code)",
                            "a.yaml:10: identities[1].soft_limits[1].limit: parts of a token (expected: a whole number)",
                            "a.yaml:10: identities[1].soft_limits[1].name: stands twice (expected: once)",
                            "a.yaml:12: identities[2].sensitivities: a key that is no alert type (expected: an alert type or *)",
                            "a.yaml:14: identities[2].tolerances[0].until: 2026-01-05T00:00:00Z (expected: after from)",
                            "b.yaml:2: defaults.all: stands in a.yaml too (expected: in one file)",
                            "b.yaml:4: identities[0].id: \"one\" stands in a.yaml:4 too (expected: once)");
        }

        @Test
        void names_what_breaks_the_form_and_what_only_the_whole_can_tell_at_once() throws Exception {
            write("a.yaml", """
                    identities:
                      - id: one
                        ownr: payments
                        criticality: VERY_HIGH
                        budgets:
                          - {name: x, unit: tokens, limit: 1, period: day, time_zone: Europe/Atlantis}
                        soft_limits:
                          - {name: y, unit: USD, limit: 1, period: fortnight}
                        sensitivities: {RAMPS: 1}
                      - owner: nobody
                    shared_budgets:
                      - {scope: team, name: payments, soft_limits: [{name: y, unit: ABC, limit: 1, period: day}]}
                      - {scope: owner, name: payments, soft_limits: [{name: y, unit: ABC, limit: 1, period: day}]}
                    """);
            write("b.yaml", "identities: [{id: two}, {id: ");
            write("c.yaml", """
                    identities:
                      - {id: one, kind: ROBOT}
                      - {id: three, budgets: [{name: x, unit: USD, limit: 0.0000000001, period: day}], sensitivities: {RAMPS: 1}}
                    """);
            write("d.yaml", "identities: {id: one}");

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:3: identities[0]: has a field \"ownr\" (expected: none of that name; did you mean owner?)",
                            "a.yaml:4: identities[0].criticality: text \"VERY_HIGH\" (expected: UNKNOWN, LOW, MEDIUM, HIGH,"
                                    + " BREAK_GLASS)",
                            "a.yaml:6: identities[0].budgets[0].time_zone: no time zone (expected: an IANA name such as"
                                    + " Europe/Berlin)",
                            "a.yaml:8: identities[0].soft_limits[0].period: text \"fortnight\" (expected: hour, day, week,"
                                    + " month, or an ISO 8601 period such as P14D)",
                            "a.yaml:9: identities[0].sensitivities: a key that is no alert type (expected: an alert type or *)",
                            "a.yaml:10: identities[1]: id is missing (expected: stated)",
                            "a.yaml:12: shared_budgets[0].scope: text \"team\" (expected: business_unit, owner, application,"
                                    + " agent)",
                            "a.yaml:13: shared_budgets[1].soft_limits[0].unit: neither tokens nor a currency (expected: tokens,"
                                    + " or an ISO 4217 code)",
                            "b.yaml:1: not YAML: expected the node content, but found '<stream end>'",
                            "c.yaml:2: identities[0].id: \"one\" stands in a.yaml:2 too (expected: once)",
                            "c.yaml:2: identities[0].kind: text \"ROBOT\" (expected: UNKNOWN, API_KEY, SERVICE_ACCOUNT,"
                                    + " OAUTH_CLIENT, AGENT, WORKLOAD)",
                            "c.yaml:3: identities[1].budgets[0].limit: number 1E-10 (expected: a decimal number with at most 18"
                                    + " digits before and 9 after the point)",
                            "c.yaml:3: identities[1].sensitivities: a key that is no alert type (expected: an alert type or *)",
                            "d.yaml:1: identities: an object (expected: a value of type array)");
        }

        @Test
        void names_a_mistake_of_a_default_there_and_once_whether_nobody_inherits_it_or_many_do() throws Exception {
            write("a.yaml", """
                    defaults:
                      all:
                        sensitivities: {RAMPS: 1}
                      kinds:
                        AGENT:
                          owner: 7
                          soft_limits:
                            - {name: y, unit: ABC, limit: 1, period: day}
                      environments:
                        test:
                          budgets:
                            - {name: x, unit: tokens, limit: 1, period: day, time_zone: Europe/Atlantis}
                    identities:
                      - {id: one, kind: AGENT}
                      - {id: two, kind: AGENT, sensitivities: {RAMP: 1}}
                      - {id: three, sensitivities: {OFF: 1}}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:3: defaults.all.sensitivities: a key that is no alert type (expected: an alert type or *)",
                            "a.yaml:6: defaults.kinds.AGENT.owner: number 7 (expected: a value of type string)",
                            "a.yaml:8: defaults.kinds.AGENT.soft_limits[0].unit: neither tokens nor a currency (expected:"
                                    + " tokens, or an ISO 4217 code)",
                            "a.yaml:12: defaults.environments.test.budgets[0].time_zone: no time zone (expected: an IANA name"
                                    + " such as Europe/Berlin)",
                            "a.yaml:16: identities[2].sensitivities: a key that is no alert type (expected: an alert type or *)");
        }

        @Test
        void names_what_an_identity_and_its_default_break_only_together_at_the_identity() throws Exception {
            write("a.yaml", """
                    defaults:
                      all: {budgets: [{name: x, unit: tokens, limit: 1, period: day}]}
                    identities:
                      - id: one
                      - id: two
                        soft_limits:
                          - {name: x, unit: tokens, limit: 1, period: day}
                    """);

            assertThat(mistakes())
                    .containsExactly("a.yaml:7: identities[1].soft_limits[0].name: stands twice (expected: once)");
        }

        @Test
        void names_every_default_that_stands_in_two_files() throws Exception {
            write("a.yaml", """
                    defaults:
                      all: {owner: platform}
                      kinds: {AGENT: {owner: agents}}
                      environments: {test: {owner: lab}}
                    """);
            write("b.yaml", """
                    defaults:
                      all: {owner: another}
                      kinds: {AGENT: {owner: agents}, WORKLOAD: {owner: platform}}
                      environments: {test: {owner: another}}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "b.yaml:2: defaults.all: stands in a.yaml too (expected: in one file)",
                            "b.yaml:3: defaults.kinds.AGENT: stands in a.yaml too (expected: in one file)",
                            "b.yaml:4: defaults.environments.test: stands in a.yaml too (expected: in one file)");
        }

        @Test
        void names_limits_beyond_what_can_be_counted_of_money_and_of_tokens() throws Exception {
            write("a.yaml", """
                    identities:
                      - id: one
                        budgets:
                          - {name: most, unit: USD, limit: 9223372036, period: month}
                          - {name: more, unit: USD, limit: 9223372036.000000001, period: month}
                          - {name: tokens, unit: tokens, limit: 999999999999999999, period: month}
                    shared_budgets:
                      - scope: owner
                        name: payments
                        soft_limits:
                          - {name: more, unit: EUR, limit: 9223372037, period: month}
                          - {name: tokens, unit: tokens, limit: 1e18, period: month}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:5: identities[0].budgets[1].limit: number 9223372036.000000001 (expected: <= 9223372036)",
                            "a.yaml:11: shared_budgets[0].soft_limits[0].limit: number 9223372037 (expected: <= 9223372036)",
                            "a.yaml:12: shared_budgets[0].soft_limits[1].limit: number 1E+18 (expected: < 1000000000000000000)");
        }

        @Test
        void names_those_of_shared_budgets_like_any_other() throws Exception {
            write("a.yaml", """
                    shared_budgets:
                      - scope: team
                        name: payments
                      - scope: owner
                        names: payments
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:2: shared_budgets[0].scope: text \"team\" (expected: business_unit, owner, application,"
                                    + " agent)",
                            "a.yaml:4: shared_budgets[1]: name is missing (expected: stated)",
                            "a.yaml:5: shared_budgets[1]: has a field \"names\" (expected: none of that name; did you mean"
                                    + " name?)");
        }

        @Test
        void holds_shared_budgets_to_whole_minutes_and_each_group_to_one_entry() throws Exception {
            write("a.yaml", """
                    identities:
                      - id: payments
                    shared_budgets:
                      - {scope: owner, name: payments}
                      - scope: business_unit
                        name: payments
                        budgets:
                          - {name: x, unit: tokens, limit: 1, period: day}
                        soft_limits:
                          - {name: y, unit: tokens, limit: 1, period: day, anchor: 2026-01-15T06:00:30}
                    """);
            write("b.yaml", """
                    shared_budgets:
                      - {scope: business_unit, name: payments}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "a.yaml:10: shared_budgets[1].soft_limits[0].anchor: no whole minute (expected: whole minutes,"
                                    + " where a group shares it)",
                            "b.yaml:2: shared_budgets[0].name: \"business_unit:payments\" stands in a.yaml:5 too (expected:"
                                    + " once)");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                identities: [{id: one, id: two}]      | f.yaml:1: "id" stands twice (expected: once)
                identities: [{id: !!java/Thing one}]  | f.yaml:1: a value of a type of its own (expected: text, a number, true, false or null)
                identities: [&a [*a]]                 | f.yaml:1: nested beyond all measure (expected: at most 32 levels)
                '? [a] : b'                           | f.yaml:1: a key that is no text (expected: a field's name)
                nothing                               | f.yaml:1: text "nothing" (expected: a value of type object)
                """)
        void tells_what_is_no_such_file(String text, String mistake) throws Exception {
            write("f.yaml", text);

            assertThat(mistakes()).containsExactly(mistake);
        }

        @Test
        void never_repeats_what_may_be_a_secret() throws Exception {
            write("f.yaml", "identities:\n  - {id: one, privileges: sk-live-0123456789abcdef}\n  - {id: [sk-live-x: ");

            assertThat(mistakes()).hasSize(1).noneMatch(mistake -> mistake.contains("0123456789"));

            write(
                    "f.yaml",
                    "identities:\n  - {id: one, owner: [sk-live-0123456789abcdef]}\n  - {id: a, sk-live-0123456789abcdef: 1}\n");

            assertThat(mistakes()).hasSize(2).noneMatch(mistake -> mistake.contains("0123456789"));
        }

        @Test
        void refuses_a_text_that_grows_without_bound() throws Exception {
            var bomb = new StringBuilder("identities:\n  - &l0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 9; i++) {
                bomb.append("  - &l")
                        .append(i)
                        .append(" [")
                        .append(("*l" + (i - 1) + ", ").repeat(10))
                        .append("x]\n");
            }
            write("f.yaml", bomb.toString());

            assertThat(mistakes()).singleElement().asString().contains("more than 2000000 values");
        }

        @Test
        void tells_what_is_not_text() throws Exception {
            Files.write(folder.resolve("f.yaml"), "id: \u00e9".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(mistakes()).containsExactly("f.yaml:1: not UTF-8 (expected: UTF-8 text)");
        }

        @Test
        void tells_that_there_is_nothing() {
            assertThat(catchThrowableOfType(IOException.class, () -> read()))
                    .hasMessageContaining("no file (expected: .yaml or .yml files below it)");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, IdentityRecord> read() throws Exception {
        return IdentityFolder.read(folder).identities();
    }

    private List<String> mistakes() {
        InvalidIdentitiesException invalid = catchThrowableOfType(InvalidIdentitiesException.class, this::read);
        assertThat(invalid).isNotNull();
        return invalid.mistakes().stream().map(Mistake::toString).toList();
    }
}
