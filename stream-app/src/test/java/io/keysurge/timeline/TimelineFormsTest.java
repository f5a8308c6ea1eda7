// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.timeline.Timeline.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A timeline")
class TimelineFormsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Question QUESTION =
            new Question("<script>x</script>", NOON, NOON.plusSeconds(7200), Step.HOUR);

    private final Timeline timeline = new Timeline(
            QUESTION,
            List.of(
                    use(NOON, 1_000, 100, OptionalDouble.of(900)),
                    use(NOON.plusSeconds(3600), 90_000, 50_000, OptionalDouble.of(900))),
            List.of(
                    new Moment(
                            NOON.plusSeconds(60),
                            NOON.plusSeconds(61),
                            Kind.FIRST_SEEN,
                            "first use of model =1+1",
                            "",
                            "t, 0"),
                    new Moment(
                            NOON.plusSeconds(3600),
                            null,
                            Kind.ALERT,
                            "TOKEN_SPIKE opened",
                            "sk-live-0123456789",
                            "t, 1")),
            NOON,
            NOON.plusSeconds(7000));

    @Test
    void tells_each_step_before_what_happened_in_it() {
        assertThat(timeline.inOrder(use -> "usage", Moment::title))
                .containsExactly("usage", "first use of model =1+1", "usage", "TOKEN_SPIKE opened");
    }

    @Test
    void draws_bars_with_the_threshold_for_a_person_and_plain_lines_for_a_pipe() {
        List<String> watched = TimelineText.lines(timeline, true);
        List<String> piped = TimelineText.lines(timeline, false);

        assertThat(watched.get(1)).contains("#").contains("|").contains("busiest minute");
        assertThat(watched.get(3).chars().filter(c -> c == '#').count())
                .isGreaterThan(watched.get(1).chars().filter(c -> c == '#').count());
        assertThat(piped.get(1))
                .isEqualTo("2026-03-01T12:00:00Z         1,000 tokens       10 calls  busiest minute         100"
                        + "  (usual 400, threshold 900)  0.5 USD");
        assertThat(piped.get(4)).isEqualTo("2026-03-01T13:00:00Z  * ALERT       TOKEN_SPIKE opened. (hidden)");
    }

    @Test
    void is_a_json_object_a_line() throws IOException {
        JsonNode usage = new JsonMapper().readTree(TimelineJson.lines(timeline).get(0));
        JsonNode alert = new JsonMapper().readTree(TimelineJson.lines(timeline).get(3));

        assertThat(usage.path("kind").asText()).isEqualTo("usage");
        assertThat(usage.path("step").asText()).isEqualTo("hour");
        assertThat(usage.path("tokens").asLong()).isEqualTo(1_000);
        assertThat(usage.path("threshold_tokens_per_minute").asDouble()).isEqualTo(900);
        assertThat(usage.path("costs").path("USD").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(alert.path("kind").asText()).isEqualTo("alert");
        assertThat(alert.path("appended_at").isNull()).isTrue();
        assertThat(alert.path("detail").asText()).isEqualTo("(hidden)");
    }

    @Test
    void is_csv_that_no_spreadsheet_runs() throws IOException {
        StringBuilder out = new StringBuilder();
        TimelineCsv.write(timeline, out);

        assertThat(out.toString().lines())
                .hasSize(5)
                .contains("2026-03-01T12:00:00Z,usage,,,,10,2,1000,100,400,900,0.5 USD")
                .contains("2026-03-01T12:01:00Z,first_seen,first use of model =1+1,,\"t, 0\",,,,,,,");
    }

    @Test
    void is_a_page_with_a_drawing_on_which_everything_has_its_place() {
        String page = TimelinePage.of(timeline);

        assertThat(page).contains("<svg").doesNotContain("<script").doesNotContain("NaN", "Infinity");
        assertThat(page.split("class=\"use\"", -1)).hasSize(3);
        assertThat(page.split("class=\"limit\"", -1)).hasSize(3);
        assertThat(page.split("class=\"dot\"", -1)).hasSize(2);
    }

    @Test
    void says_where_usage_is_when_there_is_none_in_the_span() {
        Timeline empty = new Timeline(QUESTION, List.of(), List.of(), NOON.minusSeconds(60), NOON.minusSeconds(30));

        assertThat(TimelineText.lines(empty, false))
                .contains("The log has no usage of it in this time, but from 2026-03-01T11:59:00Z to"
                        + " 2026-03-01T11:59:30Z.");
        assertThat(TimelinePage.of(empty))
                .contains("no usage of it in this time")
                .doesNotContain("NaN");
    }

    @Test
    void is_told_by_minutes_while_these_are_few() {
        assertThat(Step.forAtMost(120, Duration.ofMinutes(120))).isEqualTo(Step.MINUTE);
        assertThat(Step.forAtMost(120, Duration.ofMinutes(121))).isEqualTo(Step.HOUR);
        assertThatThrownBy(() -> new Question("nhi", NOON, NOON, Step.HOUR)).hasMessageStartingWith("to: ");
    }

    private static Use use(Instant begin, long tokens, long busiest, OptionalDouble threshold) {
        return new Use(
                begin,
                10,
                2,
                tokens,
                busiest,
                OptionalDouble.of(400),
                threshold,
                false,
                new TreeMap<>(Map.of("USD", new BigDecimal("0.500000000"))));
    }
}
