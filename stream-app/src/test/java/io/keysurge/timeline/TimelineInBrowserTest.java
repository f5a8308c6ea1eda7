// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.page.Chromium;
import io.keysurge.page.Chromium.Shown;
import io.keysurge.timeline.Timeline.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A timeline's page in a browser")
class TimelineInBrowserTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant ATTACK = BEGIN.plus(Duration.ofHours(20));
    private static final Question QUESTION =
            new Question("nhi-" + "long-name".repeat(20), BEGIN, BEGIN.plus(Duration.ofDays(1)), Step.HOUR);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} wide, dark: {1}")
    @CsvSource({"1280, false", "1280, true", "600, false"})
    void shows_bars_thresholds_and_the_alert_and_gives_the_console_nothing_to_say(int width, boolean dark)
            throws Exception {
        Shown shown = Chromium.orSkip(directory).open(TimelinePage.of(attacked()), width, 1000, dark);

        assertThat(shown.console()).isEmpty();
        assertThat(shown.points(0x2a, 0x7d, 0xe1)).as("bars").isGreaterThan(2_000);
        assertThat(shown.points(0xd9, 0x82, 0x00)).as("thresholds").isGreaterThan(20);
        int paper = shown.picture().getRGB(2, 2) & 0xff;
        assertThat(paper < 128).as("a dark page").isEqualTo(dark);
        // In a narrow window the alert is further to the right than one sees without scrolling.
        if (width > 1000) {
            assertThat(shown.points(0xd0, 0x31, 0x2d)).as("the alert's mark").isGreaterThan(30);
        }
    }

    @Test
    void has_a_row_for_the_alert_below_the_chart() throws Exception {
        Chromium chromium = Chromium.orSkip(directory);

        Shown with = chromium.open(TimelinePage.of(attacked()), 1280, 1000, false);
        Shown without = chromium.open(TimelinePage.of(quiet()), 1280, 1000, false);

        assertThat(lowestInk(with)).isGreaterThan(lowestInk(without));
        assertThat(without.points(0xd0, 0x31, 0x2d)).isZero();
    }

    @Test
    void would_be_told_by_the_console_if_it_fetched_or_ran_anything() throws Exception {
        String page = TimelinePage.of(quiet())
                .replace("</body>", "<img src=\"http://127.0.0.1:9/x.png\"><script>document.title = 1</script></body>");

        assertThat(Chromium.orSkip(directory).open(page, 800, 600, false).console())
                .anyMatch(line -> line.contains("http://127.0.0.1:9/x.png"))
                .anyMatch(line -> line.contains("inline script"));
    }

    /** The lowest line of the picture that is not all paper. */
    private static int lowestInk(Shown shown) {
        int paper = shown.picture().getRGB(2, 2);
        return IntStream.range(0, shown.picture().getHeight())
                .filter(y -> IntStream.range(0, shown.picture().getWidth())
                        .anyMatch(x -> shown.picture().getRGB(x, y) != paper))
                .max()
                .orElse(0);
    }

    private static Timeline quiet() {
        return new Timeline(
                QUESTION,
                IntStream.range(0, 24).mapToObj(hour -> use(hour, 900)).toList(),
                List.of(),
                BEGIN,
                ATTACK);
    }

    private static Timeline attacked() {
        return new Timeline(
                QUESTION,
                IntStream.range(0, 24)
                        .mapToObj(hour -> use(hour, hour < 20 ? 900 : 900_000))
                        .toList(),
                List.of(new Moment(
                        ATTACK,
                        ATTACK.plusSeconds(1),
                        Kind.ALERT,
                        "TOKEN_SPIKE opened, revision 1, severity 5",
                        "Uses 900,000 tokens a minute over 2 minutes, 1,000 times the most it used on any day.",
                        "keysurge.alerts, partition 0, offset 1")),
                BEGIN,
                ATTACK.plus(Duration.ofHours(4)));
    }

    private static Use use(int hour, long busiest) {
        return new Use(
                BEGIN.plus(Duration.ofHours(hour)),
                10,
                1,
                busiest * 30,
                busiest,
                OptionalDouble.of(1_000),
                OptionalDouble.of(5_000),
                false,
                new TreeMap<>());
    }
}
