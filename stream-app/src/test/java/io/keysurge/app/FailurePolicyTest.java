// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The policy for stream threads that die")
class FailurePolicyTest {

    private static final int THREADS = 4;
    private static final StreamsException REGISTRY_DOWN = new StreamsException("registry down");

    private Instant now = Instant.parse("2026-01-05T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final List<Throwable> fatal = new ArrayList<>();
    private final FailurePolicy policy = new FailurePolicy(THREADS, clock, fatal::add);

    @Test
    void outlasts_a_registry_that_is_down_for_hours_while_every_thread_fails_once_a_minute() {
        for (int minute = 0; minute < 120; minute++) {
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(policy.handle(REGISTRY_DOWN)).isEqualTo(REPLACE_THREAD);
            }
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(fatal).isEmpty();
    }

    @Test
    void stops_the_process_when_threads_die_faster_than_they_can_do_anything() {
        for (int death = 0; death < THREADS * FailurePolicy.MOST_REPLACEMENTS_PER_THREAD; death++) {
            assertThat(policy.handle(REGISTRY_DOWN)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(policy.handle(REGISTRY_DOWN)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).containsExactly(REGISTRY_DOWN);
    }

    @Test
    void stops_the_process_at_once_when_rights_are_missing() {
        var denied = new TopicAuthorizationException("alerts");
        assertThat(policy.handle(new StreamsException(denied))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).containsExactly(denied);
    }
}
