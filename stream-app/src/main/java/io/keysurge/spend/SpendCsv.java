// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report as CSV: a header, then a line for each group. Columns: the dimension (empty where nobody said), {@code
 * calls}, {@code input_tokens}, {@code output_tokens}, {@code cache_read_tokens} and {@code cache_write_tokens} (parts
 * of the input), {@code reasoning_tokens} (part of the output), {@code tokens_without_price}, and {@code cost_USD} and so
 * on for each currency there is, with all digits.
 */
public final class SpendCsv {

    private static final String OTHERS = "(others)";

    private SpendCsv() {}

    /** Writes a report. */
    public static void write(SpendReport report, Appendable out) throws IOException {
        Sheet sheet = new Sheet(out);
        Set<String> currencies = report.total().costs().keySet();
        List<String> header = new ArrayList<>(List.of(
                report.by().column(),
                "calls",
                "input_tokens",
                "output_tokens",
                "cache_read_tokens",
                "cache_write_tokens",
                "reasoning_tokens",
                "tokens_without_price"));
        currencies.forEach(currency -> header.add("cost_" + currency));
        sheet.line(header);
        for (SpendReport.Group group : report.groups()) {
            sheet.line(values(group.name(), group.tally(), currencies));
        }
        if (report.others().isPresent()) {
            sheet.line(values(OTHERS, report.others().get(), currencies));
        }
    }

    private static List<@Nullable Object> values(@Nullable String name, Tally tally, Set<String> currencies) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(name);
        values.add(tally.calls());
        values.add(tally.inputTokens());
        values.add(tally.outputTokens());
        values.add(tally.cacheReadTokens());
        values.add(tally.cacheWriteTokens());
        values.add(tally.reasoningTokens());
        values.add(tally.tokensWithoutPrice());
        currencies.forEach(currency -> values.add(tally.cost(currency)));
        return values;
    }
}
