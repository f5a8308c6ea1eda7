// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.wording.Redaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report as lines for a person; with a chart where somebody watches. */
public final class SpendTable {

    private static final int BAR = 24;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int FINE_DIGITS = 6;
    private static final int COARSE_DIGITS = 2;

    private final SpendReport report;
    private final boolean chart;
    private final Set<String> currencies;

    private SpendTable(SpendReport report, boolean chart) {
        this.report = report;
        this.chart = chart;
        this.currencies = report.total().costs().keySet();
    }

    /**
     * The lines.
     *
     * @param chart whether each group gets a bar that is as long as its share
     */
    public static List<String> lines(SpendReport report, boolean chart) {
        return new SpendTable(report, chart).lines();
    }

    private List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header());
        report.groups().forEach(group -> rows.add(row(nameOf(group.name()), group.tally(), chart)));
        report.others().ifPresent(others -> rows.add(row("(others)", others, chart)));
        rows.add(row("total", report.total(), false));
        List<String> lines = new ArrayList<>();
        lines.add("Spend from " + report.question().from() + " to "
                + report.question().to() + " by " + report.by() + ":");
        lines.addAll(TextTable.lines(rows, 1));
        lines.addAll(remarks());
        return lines;
    }

    private List<String> header() {
        List<String> header =
                new ArrayList<>(List.of(report.by().toString(), "calls", "input tokens", "output tokens"));
        currencies.forEach(currency -> header.add("cost " + currency));
        header.add("of " + report.measure());
        return header;
    }

    private List<String> row(String name, Tally tally, boolean bar) {
        List<String> row = new ArrayList<>(
                List.of(name, number(tally.calls()), number(tally.inputTokens()), number(tally.outputTokens())));
        currencies.forEach(currency -> row.add(amount(currency, tally)));
        row.add(percent(report.measure(tally), report.measure(report.total())));
        if (bar) {
            row.add(bar(report.measure(tally), report.measure(report.total())));
        }
        return row;
    }

    private List<String> remarks() {
        Tally total = report.total();
        Tally unattributed = report.unattributed();
        StringBuilder unknown = new StringBuilder("Without a business unit: ")
                .append(percent(unattributed.tokens(), total.tokens()))
                .append(" of tokens");
        currencies.forEach(currency -> unknown.append(", ")
                .append(percent(unattributed.cost(currency), total.cost(currency)))
                .append(" of cost in ")
                .append(currency));
        if (total.calls() == 0) {
            return List.of(
                    "Nothing is told of this time: roll-ups come within spend.interval.ms, five minutes unless set.");
        }
        return List.of(
                unknown.append('.').toString(),
                "Without a price: " + percent(total.tokensWithoutPrice(), total.tokens()) + " of tokens, "
                        + number(total.tokensWithoutPrice()) + ".",
                "Price tables: "
                        + (total.priceTables().iterator().hasNext() ? String.join(", ", total.priceTables()) : "none")
                        + ".");
    }

    private static String nameOf(@Nullable String name) {
        return name == null ? "(unknown)" : Redaction.printable(name);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Hundredths are enough from a hundred on; below, what calls cost would vanish. */
    private String amount(String currency, Tally tally) {
        int digits = report.total().cost(currency).compareTo(HUNDRED) >= 0 ? COARSE_DIGITS : FINE_DIGITS;
        return String.format(
                Locale.ROOT, "%,." + digits + "f", tally.cost(currency).setScale(digits, RoundingMode.HALF_EVEN));
    }

    private static String percent(long part, long whole) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0.0 %"
                : part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    private static String bar(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return "";
        }
        BigDecimal length = part.multiply(BigDecimal.valueOf(BAR)).divide(whole, 0, RoundingMode.HALF_UP);
        return "#".repeat(Math.max(0, Math.min(BAR, length.intValue())));
    }
}
