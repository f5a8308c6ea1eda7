// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A provider's report")
class ReportFormatTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final long MIDNIGHT = 1_795_478_400;
    private static final long HOUR = 3_600;

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("from OpenAI")
    class OpenAi {

        private static final String RESULT = """
                {"object": "organization.usage.completions.result", "input_tokens": 1000, "output_tokens": 500,
                 "input_cached_tokens": 800, "num_model_requests": 5, "project_id": "proj_1", "user_id": null,
                 "api_key_id": "key_1", "model": "gpt-4o", "batch": null}""";

        @Test
        void is_summed_by_model_and_by_key() throws IOException {
            String other = RESULT.replace("gpt-4o", "gpt-5.4").replace("500", "7");
            String keyless = RESULT.replace("\"key_1\"", "null");

            Counts counts = read(page(false, bucket(MIDNIGHT, 24 * HOUR, RESULT, other, keyless)));

            assertThat(counts.byModel())
                    .containsOnlyKeys("gpt-4o", "gpt-5.4")
                    .containsEntry("gpt-4o", new Figures(10, 2_000, 1_000, 1_600, BigDecimal.ZERO))
                    .containsEntry("gpt-5.4", new Figures(5, 1_000, 7, 800, BigDecimal.ZERO));
            assertThat(counts.byIdentity())
                    .containsOnlyKeys("key_1")
                    .containsEntry("key_1", new Figures(10, 2_000, 507, 1_600, BigDecimal.ZERO));
            assertThat(counts.measures())
                    .containsExactly(
                            Measure.CALLS, Measure.INPUT_TOKENS, Measure.OUTPUT_TOKENS, Measure.CACHE_READ_TOKENS);
        }

        @Test
        void may_be_several_pages_of_hours_of_which_other_days_do_not_count() throws IOException {
            String[] pages = new String[26];
            for (int hour = -1; hour < 25; hour++) {
                pages[hour + 1] = page(hour < 24, bucket(MIDNIGHT + hour * HOUR, HOUR, RESULT));
            }

            assertThat(read("[" + String.join(",", pages) + "]").byModel())
                    .containsEntry("gpt-4o", new Figures(120, 24_000, 12_000, 19_200, BigDecimal.ZERO));
            assertThat(read(String.join("\n", pages)).byModel())
                    .containsEntry("gpt-4o", new Figures(120, 24_000, 12_000, 19_200, BigDecimal.ZERO));
        }

        @Test
        void counts_the_models_that_are_asked_for() throws IOException {
            String other = RESULT.replace("gpt-4o", "gpt-5.4");

            assertThat(read(page(false, bucket(MIDNIGHT, 24 * HOUR, RESULT, other)), "gpt-4o"::equals)
                            .byModel())
                    .containsOnlyKeys("gpt-4o");
        }

        @Test
        void says_nothing_of_cached_tokens_where_it_leaves_them_out() throws IOException {
            String silent = RESULT.replace("\"input_cached_tokens\": 800, ", "");

            assertThat(read(page(false, bucket(MIDNIGHT, 24 * HOUR, RESULT, silent)))
                            .measures())
                    .doesNotContain(Measure.CACHE_READ_TOKENS);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                "gpt-4o" | null                 | data[0].results[0].model: null (expected: a report by model: group_by=model,api_key_id)
                "gpt-4o" | ["gpt"]              | data[0].results[0].model: an array of 1 (expected: text, or null)
                1000     | -1                   | data[0].results[0].input_tokens: number -1 (expected: a whole number, 0 or more)
                1000     | 10.5                 | data[0].results[0].input_tokens: number 10.5 (expected: a whole number, 0 or more)
                500      | 99999999999999999999 | data[0].results[0].output_tokens: number 99999999999999999999 (expected: a whole number, 0 or more)
                500      | "sk-live-0123456789" | data[0].results[0].output_tokens: text "(hidden)" (expected: a whole number, 0 or more)
                "num_model_requests": 5, | ~~   | data[0].results[0].num_model_requests: missing (expected: a whole number, 0 or more)
                """)
        void names_the_field_that_is_wrong(String right, String wrong, String why) {
            assertThat(refusal(page(false, bucket(MIDNIGHT, 24 * HOUR, RESULT.replace(right, wrong)))))
                    .endsWith("report.json: " + why);
        }

        @Test
        void has_to_be_whole() {
            assertThat(refusal(page(true, bucket(MIDNIGHT, 24 * HOUR, RESULT))))
                    .endsWith(
                            "report.json: has_more: true on the last page (expected: all pages of GET /v1/organization/usage/completions,"
                                    + " in their order)");
            assertThat(refusal(page(false, bucket(MIDNIGHT, HOUR, RESULT))))
                    .endsWith("report.json: has buckets of 60 minutes of 2026-11-24, UTC (expected: of all its 1440)");
            assertThat(refusal(page(false, bucket(MIDNIGHT, HOUR), bucket(MIDNIGHT, HOUR))))
                    .endsWith("report.json: data[1].start_time: number 1795478400 (expected: each bucket once)");
            assertThat(refusal(page(false, bucket(MIDNIGHT - 6 * HOUR, 24 * HOUR))))
                    .endsWith(
                            "report.json: data[0].start_time: number 1795456800 (expected: buckets within the day, UTC:"
                                    + " bucket_width=1d, 1h or 1m)");
            assertThat(refusal(page(false, bucket(MIDNIGHT, Long.MAX_VALUE - MIDNIGHT))))
                    .endsWith(
                            "report.json: data[0].end_time: number 9223372036854775807 (expected: seconds since 1970)");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                ~~                        | empty (expected: all pages of GET /v1/organization/usage/completions)
                {"data": [{               | not JSON at line 1 (expected: all pages of GET /v1/organization/usage/completions)
                sk-live-0123456789abcdef  | not JSON at line 1 (expected: all pages of GET /v1/organization/usage/completions)
                [[]]                      | [0]: no object (expected: all pages of GET /v1/organization/usage/completions)
                {"error": "no"}           | start_time: missing (expected: a whole number, 0 or more)
                {"data": [{"start_time": 1795478400, "end_time": 1795564800}]} | data[0].results: missing (expected: an array of results)
                """)
        void is_refused_where_it_is_none(String text, String why) {
            assertThat(refusal(text)).endsWith("report.json: " + why);
        }

        private Counts read(String text) throws IOException {
            return read(text, model -> true);
        }

        private Counts read(String text, Predicate<String> models) throws IOException {
            return ReportFormat.OPENAI_USAGE.read(write(text), DAY, models);
        }

        private String refusal(String text) {
            return String.valueOf(catchThrowableOfType(InvalidReportException.class, () -> read(text))
                    .getMessage());
        }

        private static String page(boolean more, String... buckets) {
            return "{\"object\": \"page\", \"data\": [" + String.join(",", buckets) + "], \"has_more\": " + more
                    + ", \"next_page\": null}";
        }

        private static String bucket(long start, long seconds, String... results) {
            return "{\"object\": \"bucket\", \"start_time\": " + start + ", \"end_time\": " + (start + seconds)
                    + ", \"results\": [" + String.join(",", results) + "]}";
        }
    }

    @Nested
    @DisplayName("from LiteLLM")
    class LiteLlm {

        private static final String HASH = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b";
        private static final String ROW = """
                {"request_id": "chatcmpl-1", "call_type": "acompletion", "api_key": "%s", "spend": 0.0012345,
                 "total_tokens": 120, "prompt_tokens": 100, "completion_tokens": 20, "startTime": "2026-11-24T10:00:00.000Z",
                 "endTime": "2026-11-24T10:00:02.500Z", "model": "gpt-4o", "cache_hit": "False",
                 "metadata": {"user_api_key_alias": "nhi-billing-bot"}}""".formatted(HASH);

        @Test
        void is_summed_by_model_and_by_the_alias_of_the_key() throws IOException {
            Counts counts = read("[" + ROW + "," + ROW.replace("gpt-4o", "claude") + "]");

            assertThat(counts.byModel())
                    .containsOnlyKeys("gpt-4o", "claude")
                    .containsEntry("gpt-4o", new Figures(1, 100, 20, 0, new BigDecimal("0.0012345")));
            assertThat(counts.byIdentity())
                    .containsOnlyKeys("nhi-billing-bot")
                    .containsEntry("nhi-billing-bot", new Figures(2, 200, 40, 0, new BigDecimal("0.0024690")));
            assertThat(counts.measures())
                    .containsExactly(Measure.CALLS, Measure.INPUT_TOKENS, Measure.OUTPUT_TOKENS, Measure.COST_USD);
        }

        @Test
        void names_keys_without_an_alias_as_the_import_of_keys_does() throws IOException {
            String nameless = ROW.replace("\"nhi-billing-bot\"", "null");

            assertThat(read("[" + nameless + "]").byIdentity()).containsOnlyKeys("litellm-88dc28d0f030");
            assertThat(read("[" + nameless.replace(HASH, "sk-live-0123456789") + "]")
                            .byIdentity())
                    .isEmpty();
        }

        @Test
        void counts_calls_that_ended_in_the_day_and_that_no_cache_answered() throws IOException {
            String later = ROW.replace("\"2026-11-24T10:00:02.500Z\"", "\"2026-11-25T00:00:00Z\"");
            String earlier = ROW.replace("2026-11-24T10", "2026-11-23T10");
            String untilMidnight = ROW.replace("\"2026-11-24T10:00:02.500Z\"", "\"2026-11-24 23:59:59.999\"");
            String elsewhere = ROW.replace("\"2026-11-24T10:00:02.500Z\"", "\"2026-11-25T01:00:00+02:00\"");
            String cached = ROW.replace("\"False\"", "\"True\"");
            String begunOnly = ROW.replace("\"endTime\": \"2026-11-24T10:00:02.500Z\", ", "");

            assertThat(read("[" + String.join(",", later, earlier, untilMidnight, elsewhere, cached, begunOnly) + "]")
                            .byModel())
                    .containsEntry("gpt-4o", new Figures(3, 300, 60, 0, new BigDecimal("0.0037035")));
        }

        @Test
        void may_come_in_pages() throws IOException {
            assertThat(read("{\"data\": [" + ROW + "], \"total\": 2, \"page\": 1}\n{\"data\": [" + ROW + "]}")
                            .byModel())
                    .containsEntry("gpt-4o", new Figures(2, 200, 40, 0, new BigDecimal("0.0024690")));
        }

        @Test
        void may_say_that_there_was_nothing() throws IOException {
            assertThat(read("[]").byModel()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                "prompt_tokens": 100, | ~~           | [0].prompt_tokens: missing (expected: rows of GET /spend/logs?summarize=false)
                "prompt_tokens": 100  | "prompt_tokens": "x" | [0].prompt_tokens: text "x" (expected: a whole number, 0 or more)
                0.0012345             | -1           | [0].spend: number -1 (expected: an amount, 0 or more)
                0.0012345             | 1e999999999  | [0].spend: number 1E+999999999 (expected: an amount, 0 or more)
                0.0012345             | 1e-999999999 | [0].spend: number 1E-999999999 (expected: an amount, 0 or more)
                "2026-11-24T10:00:02.500Z" | "noon"  | [0].endTime: text "noon" (expected: a time such as 2026-11-24T00:00:00Z)
                "nhi-billing-bot"     | 7            | [0].metadata.user_api_key_alias: number 7 (expected: text, or null)
                2026-11-24            | 2026-11-20   | no row of 2026-11-24, UTC, among 1 (expected: that day's)
                """)
        void names_the_field_that_is_wrong(String right, String wrong, String why) {
            assertThat(refusal("[" + ROW.replace(right, wrong) + "]")).endsWith("report.json: " + why);
        }

        private Counts read(String text) throws IOException {
            return ReportFormat.LITELLM_SPEND.read(write(text), DAY, model -> true);
        }

        private String refusal(String text) {
            return String.valueOf(catchThrowableOfType(InvalidReportException.class, () -> read(text))
                    .getMessage());
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("report.json"), text);
    }
}
