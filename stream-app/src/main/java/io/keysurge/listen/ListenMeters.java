// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.usage.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a listener counts, for one protocol. */
public final class ListenMeters {

    private static final String PROTOCOL = "protocol";

    private final MeterRegistry registry;
    private final String protocol;
    private final Counter published;
    private final Counter ignored;
    private final Timer answered;
    private final Map<Integer, Counter> requests = new ConcurrentHashMap<>();
    private final Map<RefusalReason, Counter> refused = new ConcurrentHashMap<>();

    /** Meters that show zero from the start. */
    public ListenMeters(MeterRegistry registry, String protocol) {
        this.registry = registry;
        this.protocol = protocol;
        this.published = records("published");
        this.ignored = records("ignored");
        this.answered = Timer.builder("keysurge.listen.answer")
                .description("From a request to the answer that acknowledges it or asks to come again")
                .tag(PROTOCOL, protocol)
                .register(registry);
        status(200);
        reason(RefusalReason.RAW_CREDENTIAL);
    }

    /** Shows how many requests are being worked on. */
    public void busy(Supplier<Number> requestsInHand) {
        Gauge.builder("keysurge.listen.busy", requestsInHand)
                .description("Requests that are being worked on")
                .tag(PROTOCOL, protocol)
                .register(registry);
    }

    void answered(int status, long nanos) {
        status(status).increment();
        answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    void taken(Receipt receipt) {
        published.increment(receipt.published());
        ignored.increment(receipt.ignored());
        receipt.refusals().forEach(each -> reason(each.refusal().reason()).increment());
    }

    private Counter records(String outcome) {
        return Counter.builder("keysurge.listen.records")
                .description("Records of acknowledged requests that became events or are no calls to a model, by which")
                .tag(PROTOCOL, protocol)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter status(int status) {
        return requests.computeIfAbsent(
                status,
                each -> Counter.builder("keysurge.listen.requests")
                        .description("Requests, by the HTTP status of their answer")
                        .tag(PROTOCOL, protocol)
                        .tag("status", Integer.toString(each))
                        .register(registry));
    }

    private Counter reason(RefusalReason reason) {
        return refused.computeIfAbsent(
                reason,
                each -> Counter.builder("keysurge.listen.refused")
                        .description("Records of acknowledged requests that were refused and kept, by reason")
                        .tag(PROTOCOL, protocol)
                        .tag("reason", each.label())
                        .register(registry));
    }
}
