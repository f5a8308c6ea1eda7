// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.UsageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A story")
class StoryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant QUARTER_PAST = NOON.plus(Duration.ofMinutes(15));

    private final Population population = Population.of(7, 20, "");
    private final List<Story> stories = Story.threeFor(population, NOON);

    @Test
    void comes_in_three_kinds_that_happen_to_three_identities() {
        assertThat(stories).hasSize(3);
        assertThat(stories.stream().map(Story::victim).map(Portrait::kind))
                .containsExactly(IdentityKind.API_KEY, IdentityKind.SERVICE_ACCOUNT, IdentityKind.AGENT);
    }

    @Test
    void is_told_in_order_of_time_with_events_that_can_be_counted() {
        for (Story story : stories) {
            List<UsageEvent> events = events(story);

            assertThat(events.stream().map(UsageEvent::getOccurredAt)).isSorted();
            assertThat(events).allSatisfy(event -> {
                assertThat(UsageRules.check(event, QUARTER_PAST)).isEmpty();
                assertThat(event.getIdentityId()).isEqualTo(story.victim().id());
                assertThat(event.getOccurredAt()).isBefore(QUARTER_PAST);
            });
            assertThat(events.stream().map(UsageEvent::getEventId)).doesNotHaveDuplicates();
        }
    }

    @Nested
    @DisplayName("of a stolen key")
    class OfAStolenKey {

        private final Story story = stories.get(0);
        private final List<UsageEvent> events = events(story);

        @Test
        void begins_with_one_tiny_call_to_a_model_the_key_never_used_most_of_a_day_before() {
            UsageEvent probe = events.get(0);

            assertThat(probe.getOccurredAt()).isEqualTo(story.startsAt().minus(Duration.ofHours(20)));
            assertThat(probe.getInputTokens() + probe.getOutputTokens()).isLessThan(20);
            assertThat(story.victim().models().stream().map(Model::name)).doesNotContain(probe.getModel());
        }

        @Test
        void then_takes_far_more_than_the_busiest_minute_from_a_foreign_network() {
            assertThat(tokensPerMinute(story)).isGreaterThan(5 * story.victim().peak());
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.getSource())
                            .isNotEqualTo(story.victim().network()));
        }
    }

    @Nested
    @DisplayName("of a shared key")
    class OfASharedKey {

        private final Story story = stories.get(1);

        @Test
        void brings_at_least_five_undeclared_applications_within_a_quarter_of_an_hour() {
            assertThat(events(story).stream().map(UsageEvent::getApplicationId).collect(Collectors.toSet()))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .doesNotContainAnyElementsOf(story.victim().applications());
        }

        @Test
        void hardly_moves_the_total() {
            assertThat(tokensPerMinute(story)).isLessThan(0.1 * story.victim().peak());
        }
    }

    @Nested
    @DisplayName("of a runaway agent")
    class OfARunawayAgent {

        private final Story story = stories.get(2);

        @Test
        void repeats_near_identical_calls_from_the_agents_own_application_and_network() {
            List<Long> sizes = events(story).stream()
                    .map(event -> event.getInputTokens() + event.getOutputTokens())
                    .toList();
            double mean = sizes.stream().mapToLong(Long::longValue).average().orElseThrow();

            assertThat(sizes).allSatisfy(size -> assertThat(size / mean).isBetween(0.99, 1.01));
            assertThat(events(story)).allSatisfy(event -> {
                assertThat(event.getSource()).isEqualTo(story.victim().network());
                assertThat(event.getApplicationId())
                        .isEqualTo(story.victim().applications().get(0));
            });
        }

        @Test
        void runs_far_above_the_agents_busiest_minute() {
            assertThat(tokensPerMinute(story)).isGreaterThan(5 * story.victim().peak());
        }
    }

    private static List<UsageEvent> events(Story story) {
        List<UsageEvent> events = new ArrayList<>();
        story.usage(QUARTER_PAST).forEachRemaining(events::add);
        return events;
    }

    /** Tokens per minute in the five minutes after the story is in full swing. */
    private static double tokensPerMinute(Story story) {
        Instant from = story.startsAt().plus(Duration.ofMinutes(4));
        Instant to = from.plus(Duration.ofMinutes(5));
        return events(story).stream()
                        .filter(event -> !event.getOccurredAt().isBefore(from)
                                && event.getOccurredAt().isBefore(to))
                        .mapToLong(event -> event.getInputTokens() + event.getOutputTokens())
                        .sum()
                / 5.0;
    }
}
