// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.evaluate.plot.Chart.Line;
import io.keysurge.evaluate.plot.Chart.Mark;
import io.keysurge.evaluate.plot.Chart.Point;
import io.keysurge.evaluate.plot.Chart.Span;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@DisplayName("A chart")
class ChartSvgTest {

    @Test
    void is_well_formed_whatever_the_names_hold() throws Exception {
        Document drawn = parse(chart("a < b & \"c\" > d", List.of(new Point(0, 5))));
        assertThat(drawn.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & \"c\" > d");
    }

    @Test
    void shows_what_was_seen_allowed_said_and_what_really_happened() {
        String drawn = ChartSvg.of(chart("life", List.of(new Point(0, 5), new Point(60, 90))));
        assertThat(drawn)
                .contains("class=\"seen\"", "class=\"threshold\"", "class=\"span\"", "class=\"stem s4\"")
                .contains(">TOKEN_SPIKE<", ">theft<", ">threshold<");
    }

    @Test
    void has_no_number_that_is_none_when_nothing_was_seen() {
        assertThat(ChartSvg.of(chart("silence", List.of()))).doesNotContain("NaN", "Infinity");
        assertThat(ChartSvg.of(chart("zero", List.of(new Point(0, 0))))).doesNotContain("NaN", "Infinity");
    }

    @Test
    void leaves_out_the_marks_beyond_its_edges() {
        var chart = new Chart(
                "life", "", "", 0, 120, List.of(), List.of(), List.of(), List.of(new Mark(121, "LATE", 4)), List.of());
        assertThat(ChartSvg.of(chart)).doesNotContain("LATE");
    }

    @Test
    void labels_its_axes_at_round_values_and_times() {
        assertThat(Ticks.values(0, 1_234)).containsExactly(0.0, 500.0, 1_000.0);
        assertThat(Ticks.times(1_433, 1_505))
                .containsExactly(1_440.0, 1_450.0, 1_460.0, 1_470.0, 1_480.0, 1_490.0, 1_500.0);
        assertThat(Ticks.time(1_440)).isEqualTo("Fri 2 Jan");
        assertThat(Ticks.time(1_450)).isEqualTo("00:10");
        assertThat(Ticks.value(2_500_000)).isEqualTo("2.5 M");
        assertThat(Ticks.value(40)).isEqualTo("40");
    }

    private static Chart chart(String title, List<Point> seen) {
        return new Chart(
                title,
                "what became of it",
                "tokens/min",
                0,
                120,
                seen,
                List.of(new Line("threshold", false, List.of(List.of(new Point(10, 50), new Point(11, 50))))),
                List.of(new Span(60, 120, "theft", false)),
                List.of(new Mark(62, "TOKEN_SPIKE", 4)),
                List.of());
    }

    private static Document parse(Chart chart) throws Exception {
        byte[] drawn = ChartSvg.of(chart).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(drawn));
    }
}
