// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contract.ActionRecord;
import io.keysurge.measure.SinkMetric;
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
        this.read = SinkMetric.ALERTS_READ.counter(registry);
        this.repeated = SinkMetric.ALERTS_REPEATED.counter(registry);
        this.age = SinkMetric.ALERT_AGE.timer(registry);
        SinkMetric.LAG.gauge(registry, lag::get);
    }

    void read(int alerts) {
        read.increment(alerts);
    }

    void repeated() {
        repeated.increment();
    }

    void undecodable(String reason) {
        SinkMetric.ALERTS_UNDECODABLE.counter(registry, reason).increment();
    }

    void decided(ActionRecord action, Instant raisedAt) {
        SinkMetric.DECISIONS
                .counter(
                        registry,
                        action.getStep().name(),
                        action.getMode().name(),
                        action.getState().name())
                .increment();
        Duration old = Duration.between(raisedAt, action.getProposedAt());
        age.record(old.isNegative() ? Duration.ZERO : old);
    }

    void lag(long alerts) {
        lag.set(alerts);
    }
}
