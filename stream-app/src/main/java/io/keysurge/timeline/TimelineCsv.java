// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.cases.Moment;
import io.keysurge.spend.Sheet;
import io.keysurge.wording.Redaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as CSV: a header, then a line for each step with usage and for everything else that happened, in order.
 * Columns: {@code time}, {@code kind}, {@code title}, {@code detail}, {@code record} (these three empty for usage), {@code
 * calls}, {@code refused_calls}, {@code tokens}, {@code busiest_minute_tokens}, {@code usual_tokens_per_minute}, {@code
 * threshold_tokens_per_minute} and {@code cost} (these seven empty for everything else).
 */
public final class TimelineCsv {

    private static final List<String> HEADER = List.of(
            "time",
            "kind",
            "title",
            "detail",
            "record",
            "calls",
            "refused_calls",
            "tokens",
            "busiest_minute_tokens",
            "usual_tokens_per_minute",
            "threshold_tokens_per_minute",
            "cost");

    private TimelineCsv() {}

    /** Writes a timeline. */
    public static void write(Timeline timeline, Appendable out) throws IOException {
        Sheet sheet = new Sheet(out);
        sheet.line(HEADER);
        for (List<@Nullable Object> line : timeline.inOrder(TimelineCsv::of, TimelineCsv::of)) {
            sheet.line(line);
        }
    }

    private static List<@Nullable Object> of(Use use) {
        return new ArrayList<>(Arrays.asList(
                use.begin().toString(),
                "usage",
                null,
                null,
                null,
                use.calls(),
                use.refusedCalls(),
                use.tokens(),
                use.busiestMinute(),
                rate(use.usual()),
                rate(use.threshold()),
                use.cost()));
    }

    private static List<@Nullable Object> of(Moment moment) {
        return new ArrayList<>(Arrays.asList(
                moment.at().toString(),
                moment.kind().name().toLowerCase(Locale.ROOT),
                Redaction.mask(moment.title()),
                Redaction.mask(moment.detail()),
                moment.source(),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private static @Nullable Double rate(OptionalDouble rate) {
        return rate.isPresent() ? rate.getAsDouble() : null;
    }
}
