// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.imports.LiteLlmKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What LiteLLM's {@code GET /spend/logs?summarize=false} answers: a row for each call. A call belongs to the day in which
 * it ended, as usage events do; what the gateway answered from its own cache cost nothing and counts nowhere.
 */
final class LiteLlmSpend implements JsonPages.Reader {

    private static final String EXPECTED = "rows of GET /spend/logs?summarize=false";

    private final String file;
    private final LocalDate day;
    private final Counts counts;
    private long rows;
    private long ofTheDay;

    private LiteLlmSpend(Path file, LocalDate day, Predicate<String> models) {
        this.file = file.toString();
        this.day = day;
        this.counts = new Counts(
                models, EnumSet.of(Measure.CALLS, Measure.INPUT_TOKENS, Measure.OUTPUT_TOKENS, Measure.COST_USD));
    }

    static Counts read(Path file, LocalDate day, Predicate<String> models) throws IOException {
        LiteLlmSpend spend = new LiteLlmSpend(file, day, models);
        new JsonPages(file, EXPECTED, spend).read();
        if (spend.rows > 0 && spend.ofTheDay == 0) {
            throw new InvalidReportException(
                    file.toString(), "", "no row of " + day + ", UTC, among " + spend.rows + " (expected: that day's)");
        }
        return spend.counts;
    }

    @Override
    public void item(String place, JsonNode item) throws InvalidReportException {
        Fields row = new Fields(file, place, item);
        rows++;
        if (!row.has("prompt_tokens")) {
            throw row.wrong("prompt_tokens", EXPECTED);
        }
        Instant ended = row.time(row.has("endTime") ? "endTime" : "startTime");
        if (!ended.atOffset(ZoneOffset.UTC).toLocalDate().equals(day)) {
            return;
        }
        ofTheDay++;
        if (item.path("cache_hit").asText().equalsIgnoreCase("true")) {
            return;
        }
        counts.add(
                row.text("model"),
                identity(row),
                new Figures(1, row.whole("prompt_tokens"), row.whole("completion_tokens"), 0, row.amount("spend")));
    }

    @Override
    public void page(String place, JsonNode rest) {
        // Pages of rows need nothing beside their rows.
    }

    /** As {@code identities import litellm} names keys. */
    private static @Nullable String identity(Fields row) throws InvalidReportException {
        JsonNode metadata = row.object().path("metadata");
        String alias = new Fields(row.file(), row.place() + ".metadata", metadata).text("user_api_key_alias");
        return LiteLlmKey.identity(alias, row.text("api_key"));
    }
}
