// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An explanation")
class ExplanationTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            TOKEN_SPIKE | | 2 | tokens/min | 150000 | 10000 | Uses 150,000 tokens a minute over 2 minutes, 15 times the most it used on any of its last 4 active days (10,000)
            TOKEN_SPIKE | | 1 | tokens/min | 150000 | 0 | Uses 150,000 tokens a minute over one minute, when it used next to nothing on its last 4 active days
            TOKEN_SPIKE | | 2 | tokens/min | 150000 | 0 | Uses 150,000 tokens a minute over 2 minutes, when it never used two minutes in a row on its last 4 active days
            TOKEN_SPIKE | | 2 | tokens/min | 36000001 | 12000000 | Uses 36.0 million tokens a minute over 2 minutes, more than new identities do
            RAMP | | 60 | tokens/min | 18000 | 10000 | Has grown to 18,000 tokens a minute over 60 minutes, 1.8 times the most it used on any of its last 4 active days (10,000)
            SHAPE_SHIFT | | 30 | input tokens/call | 4000 | 800 | Sends 4,000 tokens per call over 30 minutes, 5.0 times the most of its last 4 active days (800)
            SHAPE_SHIFT | | 30 | output tokens/call | 4000 | 800 | Receives 4,000 tokens per call over 30 minutes, 5.0 times the most of its last 4 active days (800)
            OFF_HOURS | | 10 | tokens/min | 5000 | 0 | Uses 5,000 tokens a minute over 10 minutes, at an hour of the day at which it was never used
            OFF_HOURS | | 10 | tokens/min | 5000 | 200 | Uses 5,000 tokens a minute over 10 minutes, at an hour of the day at which it uses 200 at most
            DORMANT_WOKE | | 10 | silent minutes | 7200 | 840 | Is used again after 5.0 days of silence, where it was never silent for longer than 14.0 hours
            RUNAWAY_LOOP | | 13 | tokens/min | 8000 | 10000 | Makes near-identical calls at a steady 8,000 tokens a minute for 13 minutes now, 0.8 times its largest ten minutes of the week
            FAN_OUT | | 60 | applications | 9 | 3 | 9 applications used this one identity within 60 minutes, where 3 was the most on its last 4 active days
            NEW_APPLICATION | crawler | 1 | applications | 1 | 0 | Application crawler used this identity for the first time, which it never served in 4 active days
            NEW_MODEL | model-b | 1 | models | 1 | 0 | Model model-b was asked for the first time, refused or by a caller that does not introduce itself as this identity's own do
            NEW_ORIGIN | elsewhere/us-east-1 | 10 | tokens/min | 5000 | 10000 | Is used from elsewhere/us-east-1, which is none of the places it knows from its last 4 active days, at 5,000 tokens a minute where its largest ten minutes had 10,000 a minute
            FAIL_BURST | | 10 | refused calls | 90 | 30 | 90 calls were refused within 10 minutes, 3.0 times the most on its last 4 active days
            FAIL_BURST | | 10 | refused calls | 90 | 0 | 90 calls were refused within 10 minutes, when none was on its last 4 active days
            """)
    void says_what_changed_against_what_and_since_when(
            AlertKind kind,
            @Nullable String subject,
            int minutes,
            String unit,
            double observed,
            double expected,
            String sentence) {
        Signal signal = signal(kind, subject, minutes, unit, observed, expected);
        assertThat(explanation(Stage.OPEN, signal, 4, -1)).isEqualTo(sentence + ", since 2026-01-09 12:00 UTC.");
    }

    @Test
    void says_what_the_excess_costs_and_that_it_is_over() {
        Signal spike = signal(AlertKind.TOKEN_SPIKE, null, 2, "tokens/min", 150_000, 10_000);
        assertThat(explanation(Stage.OPEN, spike, 4, 12.5e9))
                .endsWith(", since 2026-01-09 12:00 UTC; the excess costs about 12.50 USD an hour.");
        assertThat(explanation(Stage.CLOSED, spike, 4, -1))
                .endsWith(", since 2026-01-09 12:00 UTC; it has been quiet since.");
    }

    @Test
    void says_of_strangers_at_home_what_is_odd_about_them() {
        Signal spike = signal(AlertKind.TOKEN_SPIKE, null, 10, "tokens/min", 5_000, 10_000)
                .ofStrangers(List.of(AlertKind.NEW_MODEL));
        assertThat(explanation(Stage.OPEN, spike, 4, -1))
                .startsWith(
                        "Calls that do not introduce themselves as this identity's own do, or ask for a model that is"
                                + " new to it, use 5,000 tokens a minute over 10 minutes, where its largest ten minutes of the"
                                + " week had 10,000 a minute");
    }

    @Test
    void takes_all_that_strangers_use_for_excess() {
        Life life = Life.atHome(10_000).paying(3_000);
        life.from("elsewhere", "us-east-1").as(null).by(null).minutes(FRIDAY_NOON, 3, 15_000);
        Finding stolen = life.findings(AlertKind.NEW_ORIGIN).get(1);
        assertThat(stolen.severity()).isEqualTo(5);
        assertThat(stolen.measure().observed()).isLessThan(stolen.measure().expected());
        assertThat(stolen.costPerHourNanos()).isEqualTo(stolen.measure().observed() * 60 * 3_000);
    }

    @Test
    void says_what_goes_with_it() {
        Signal spike = signal(AlertKind.NEW_ORIGIN, "elsewhere/us-east-1", 10, "tokens/min", 5_000, 1_000)
                .ofStrangers(List.of(AlertKind.NEW_MODEL, AlertKind.TOKEN_SPIKE));
        Episode episode = Episode.open(spike, usage());
        episode.continueWith(spike, usage(), 5);
        assertThat(Explanation.of(Stage.OPEN, spike, Identity.UNREGISTERED, episode, 4, -1, null))
                .endsWith("; signs of TOKEN_SPIKE, NEW_MODEL go with it.");
    }

    @Test
    void says_on_the_first_day_that_it_is_the_first() {
        assertThat(explanation(Stage.OPEN, signal(AlertKind.FAN_OUT, null, 60, "applications", 9, 8), 0, -1))
                .contains("within 60 minutes, on its first day");
        assertThat(explanation(Stage.OPEN, signal(AlertKind.FAIL_BURST, null, 10, "refused calls", 30, 0), 0, -1))
                .contains("within 10 minutes, on its first day");
    }

    @Test
    void names_what_was_declared() {
        Identity declared = Life.withDefaults().declares("a").identity();
        Signal fanOut = signal(AlertKind.FAN_OUT, null, 60, "applications", 2, 1);
        assertThat(Sentence.about(fanOut, declared, 4)).endsWith("where 1 is declared");
        Signal stranger = signal(AlertKind.NEW_APPLICATION, "b", 1, "applications", 1, 0);
        assertThat(Sentence.about(stranger, declared, 4)).endsWith("which is not on its declared list");
    }

    @Test
    void is_one_sentence_whatever_is_found() {
        Life life = Life.atHome(10_000).paying(3_000);
        life.as("other").minutes(FRIDAY_NOON, 60, 90_000);
        life.from("elsewhere", "us-east-1").as(null).by(null).minutes(FRIDAY_NOON + 60, 5, 50_000);
        life.at("home").minutes(MONDAY + 11 * DAY + 3 * HOUR, 30, 20_000);
        assertThat(life.findings())
                .hasSizeGreaterThan(4)
                .allSatisfy(finding -> assertThat(finding.explanation())
                        .matches("[A-Z0-9].*[^.]\\.")
                        .doesNotContain("null", "NaN", "  ", ". "));
    }

    private static String explanation(Stage stage, Signal signal, int days, double costPerHourNanos) {
        Episode episode = Episode.open(signal, usage());
        return Explanation.of(
                stage,
                signal,
                Identity.UNREGISTERED,
                episode,
                days,
                costPerHourNanos,
                costPerHourNanos < 0 ? null : "USD");
    }

    private static Signal signal(
            AlertKind kind, @Nullable String subject, int minutes, String unit, double observed, double expected) {
        return new Signal(kind, subject, FRIDAY_NOON, minutes, unit, observed, expected, expected, 3, 0.5);
    }

    private static Usage usage() {
        return Life.withDefaults().usage(FRIDAY_NOON, 100, "event-1");
    }
}
