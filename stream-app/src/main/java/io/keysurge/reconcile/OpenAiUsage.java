// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What OpenAI's {@code GET /v1/organization/usage/completions} answers: pages of buckets of time, grouped by model and,
 * where identities are to be compared, by {@code api_key_id}.
 */
final class OpenAiUsage implements JsonPages.Reader {

    private static final String EXPECTED = "all pages of GET /v1/organization/usage/completions";

    private final String file;
    private final Instant start;
    private final Instant end;
    private final Counts counts;
    private final Set<Instant> seen = new HashSet<>();
    private Duration covered = Duration.ZERO;
    private boolean goesOn;

    private OpenAiUsage(Path file, LocalDate day, Predicate<String> models) {
        this.file = file.toString();
        this.start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        this.end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        this.counts = new Counts(
                models,
                EnumSet.of(Measure.CALLS, Measure.INPUT_TOKENS, Measure.OUTPUT_TOKENS, Measure.CACHE_READ_TOKENS));
    }

    static Counts read(Path file, LocalDate day, Predicate<String> models) throws IOException {
        OpenAiUsage usage = new OpenAiUsage(file, day, models);
        new JsonPages(file, EXPECTED, usage).read();
        usage.checkWhole(day);
        return usage.counts;
    }

    @Override
    public void item(String place, JsonNode item) throws InvalidReportException {
        Fields bucket = new Fields(file, place, item);
        Instant from = bucket.seconds("start_time");
        Instant to = bucket.seconds("end_time");
        if (!to.isAfter(from)) {
            throw bucket.wrong("end_time", "after start_time");
        }
        if (!to.isAfter(start) || !from.isBefore(end)) {
            return;
        }
        if (from.isBefore(start) || to.isAfter(end)) {
            throw bucket.wrong("start_time", "buckets within the day, UTC: bucket_width=1d, 1h or 1m");
        }
        if (!seen.add(from)) {
            throw bucket.wrong("start_time", "each bucket once");
        }
        covered = covered.plus(Duration.between(from, to));
        JsonNode results = item.path("results");
        if (!results.isArray()) {
            throw bucket.wrong("results", "an array of results");
        }
        for (int i = 0; i < results.size(); i++) {
            result(new Fields(file, place + ".results[" + i + "]", results.get(i)));
        }
    }

    @Override
    public void page(String place, JsonNode rest) {
        goesOn = rest.path("has_more").asBoolean();
    }

    private void result(Fields result) throws InvalidReportException {
        String model = result.text("model");
        if (model == null) {
            throw result.wrong("model", "a report by model: group_by=model,api_key_id");
        }
        long cached = 0;
        if (result.has("input_cached_tokens")) {
            cached = result.whole("input_cached_tokens");
        } else {
            counts.doesNotKnow(Measure.CACHE_READ_TOKENS);
        }
        counts.add(
                model,
                result.text("api_key_id"),
                new Figures(
                        result.whole("num_model_requests"),
                        result.whole("input_tokens"),
                        result.whole("output_tokens"),
                        cached,
                        BigDecimal.ZERO));
    }

    private void checkWhole(LocalDate day) throws InvalidReportException {
        if (goesOn) {
            throw new InvalidReportException(
                    file, "has_more", "true on the last page (expected: " + EXPECTED + ", in their order)");
        }
        if (!covered.equals(Duration.between(start, end))) {
            throw new InvalidReportException(
                    file,
                    "",
                    "has buckets of " + covered.toMinutes() + " minutes of " + day
                            + ", UTC (expected: of all its 1440)");
        }
    }
}
