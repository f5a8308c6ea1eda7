// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import static io.keysurge.spend.Rollups.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.SpendRollup;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

@Label("Sums of spend")
class SpendReportLaws {

    private static final SpendQuestion DAY = new SpendQuestion(NOON, NOON.plusSeconds(86_400), Map.of());

    @Property
    void are_the_same_by_whatever_they_are_told_apart(
            @ForAll("rollups") List<SpendRollup> rollups, @ForAll Dimension by, @ForAll("tops") int top) {
        SpendReport report = SpendReport.of(DAY, by, Costing.recorded(), rollups, top);

        List<Tally> parts = new ArrayList<>();
        report.groups().forEach(group -> parts.add(group.tally()));
        report.others().ifPresent(parts::add);
        assertThat(parts.stream().mapToLong(Tally::tokens).sum())
                .isEqualTo(report.total().tokens())
                .isEqualTo(rollups.stream()
                        .mapToLong(each -> each.getInputTokens() + each.getOutputTokens())
                        .sum());
        assertThat(sum(parts.stream().map(Tally::costs))).isEqualTo(recount(rollups));
        assertThat(report.total().costs()).isEqualTo(recount(rollups));
        assertThat(report.groups()).hasSizeLessThanOrEqualTo(top);
    }

    @Property
    void do_not_depend_on_the_order_of_the_roll_ups(
            @ForAll("rollups") List<SpendRollup> rollups, @ForAll Dimension by) {
        List<SpendRollup> backwards = new ArrayList<>(rollups);
        Collections.reverse(backwards);

        assertThat(SpendTable.lines(SpendReport.of(DAY, by, Costing.recorded(), backwards, 3), true))
                .isEqualTo(SpendTable.lines(SpendReport.of(DAY, by, Costing.recorded(), rollups, 3), true));
    }

    @Property
    void of_an_export_are_those_of_the_report(@ForAll("rollups") List<SpendRollup> rollups) throws IOException {
        StringBuilder out = new StringBuilder();
        FocusExport.write(DAY, Costing.recorded(), rollups, out);

        Map<String, BigDecimal> billed = new TreeMap<>();
        long tokens = 0;
        try (CSVParser lines = CSVParser.parse(
                out.toString(),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord line : lines) {
                billed.merge(line.get("BillingCurrency"), new BigDecimal(line.get("BilledCost")), BigDecimal::add);
                tokens += Long.parseLong(line.get("ConsumedQuantity"));
            }
        }
        Map<String, BigDecimal> expected = recount(rollups);
        assertThat(billed.keySet()).containsAll(expected.keySet());
        assertThat(billed)
                .allSatisfy((currency, amount) ->
                        assertThat(amount).isEqualByComparingTo(expected.getOrDefault(currency, BigDecimal.ZERO)));
        assertThat(tokens)
                .isEqualTo(SpendReport.of(DAY, Dimension.MODEL, Costing.recorded(), rollups, 1)
                        .total()
                        .tokens());
    }

    @Provide
    Arbitrary<Integer> tops() {
        return Arbitraries.integers().between(1, 5);
    }

    @Provide
    Arbitrary<List<SpendRollup>> rollups() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "=c", "d,e", "\"").injectNull(0.2);
        return Combinators.combine(
                        names,
                        names,
                        Arbitraries.of("one", "two"),
                        Arbitraries.longs().between(0, 1_000_000_000),
                        Arbitraries.longs().between(0, 900_000_000_000_000_000L).injectNull(0.2),
                        Arbitraries.of("USD", "EUR"),
                        Arbitraries.integers().between(0, 2))
                .as((unit, model, identity, tokens, nanos, currency, hours) -> {
                    SpendRollup.Builder rollup = Rollups.rollup(identity, "gpt")
                            .setBusinessUnit(unit)
                            .setModel(model)
                            .setInputTokens(tokens)
                            .setHour(NOON.plusSeconds(hours * 3_600L));
                    if (nanos != null) {
                        rollup.setCost(BigDecimal.valueOf(nanos, 9)).setCurrency(currency);
                    }
                    return rollup.build();
                })
                .list()
                .ofMaxSize(12);
    }

    private static Map<String, BigDecimal> recount(List<SpendRollup> rollups) {
        return sum(rollups.stream()
                .filter(rollup -> rollup.getCost() != null)
                .map(rollup -> Map.of(rollup.getCurrency(), rollup.getCost())));
    }

    private static Map<String, BigDecimal> sum(Stream<Map<String, BigDecimal>> amounts) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        amounts.forEach(each -> each.forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add)));
        return sums;
    }
}
