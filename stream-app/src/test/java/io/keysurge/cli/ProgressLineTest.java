// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A progress line")
class ProgressLineTest {

    private final StringWriter text = new StringWriter();
    private long nanos;

    @Test
    void at_a_terminal_changes_in_place_with_a_bar_and_the_time_left() {
        ProgressLine line = line(true);

        line.show("published", 0, 0);
        pass(Duration.ofSeconds(10));
        line.show("published", 50_000, 0.25);

        assertThat(text.toString())
                .isEqualTo("\r\u001b[K[######------------------] published  25 %  50,000  5,000/s, 30 s left");
    }

    @Test
    void in_a_pipe_is_a_plain_line_every_few_seconds() {
        ProgressLine line = line(false);

        for (int i = 0; i <= 100; i++) {
            line.show("published", i, i / 100.0);
            pass(Duration.ofMillis(100));
        }

        assertThat(text.toString().lines())
                .hasSize(2)
                .allSatisfy(shown -> assertThat(shown).startsWith("published ").doesNotContain("\u001b"));
    }

    @Test
    void begins_its_reckoning_anew_with_each_thing_that_is_done() {
        ProgressLine line = line(false);
        line.show("first", 1, 0.1);
        pass(Duration.ofHours(1));
        line.show("second", 0, 0);
        pass(Duration.ofSeconds(10));

        line.show("second", 100, 0.5);

        assertThat(text.toString().lines().reduce((earlier, later) -> later))
                .contains("second  50 %  100  10/s, 10 s left");
    }

    @Test
    void makes_way_for_a_sentence() {
        ProgressLine line = line(true);
        line.show("published", 0, 0);
        pass(Duration.ofSeconds(1));
        line.show("published", 1, 0.5);

        line.say("a sentence");

        assertThat(text.toString()).endsWith("\r\u001b[Ka sentence" + System.lineSeparator());
    }

    private ProgressLine line(boolean interactive) {
        return new ProgressLine(new PrintWriter(text), interactive, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
