// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contract.ActionRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the reading room counts. No label ever names an identity: that would make one time series per identity. */
final class SinkMeters {

    private final MeterRegistry registry;
    private final Counter read;
    private final Counter repeated;
    private final Timer age;
    private final AtomicLong lag = new AtomicLong();

    SinkMeters(MeterRegistry registry) {
        this.registry = registry;
        this.read = registry.counter("keysurge.sink.alerts.read");
        this.repeated = registry.counter("keysurge.sink.alerts.repeated");
        this.age = Timer.builder("keysurge.sink.alert.age")
                .description("Age of an alert, by event time, when it was decided on.")
                .register(registry);
        registry.gauge("keysurge.sink.lag", lag);
    }

    void read(int alerts) {
        read.increment(alerts);
    }

    void repeated() {
        repeated.increment();
    }

    void undecodable(String reason) {
        registry.counter("keysurge.sink.alerts.undecodable", "reason", reason).increment();
    }

    void decided(ActionRecord action, Instant raisedAt) {
        registry.counter(
                        "keysurge.sink.decisions",
                        "step",
                        action.getStep().name(),
                        "mode",
                        action.getMode().name(),
                        "state",
                        action.getState().name())
                .increment();
        Duration old = Duration.between(raisedAt, action.getProposedAt());
        age.record(old.isNegative() ? Duration.ZERO : old);
    }

    void lag(long alerts) {
        lag.set(alerts);
    }
}
