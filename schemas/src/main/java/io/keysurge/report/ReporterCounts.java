// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.usage.RefusalReason;
import java.util.Map;

/**
 * What became of everything reported so far, at one moment.
 *
 * <p>Always {@code reported = accepted + refused + full + closed} and {@code accepted = delivered + failed + pending}.
 *
 * @param accepted events that were taken into the buffer
 * @param delivered events that the broker has confirmed, on every replica that it waits for
 * @param failed accepted events that were given up: {@link Loss#DELIVERY_FAILED}
 * @param refusals events that break a rule, by the rule: {@link Loss#REFUSED}
 * @param full events that found the buffer full: {@link Loss#BUFFER_FULL}
 * @param closed events that found the reporter closed: {@link Loss#CLOSED}
 * @param pending events in the buffer or on their way
 * @param pendingBytes their encoded size
 * @param renewals how often a client of the broker had to be replaced, because it had failed for good
 */
public record ReporterCounts(
        long accepted,
        long delivered,
        long failed,
        Map<RefusalReason, Long> refusals,
        long full,
        long closed,
        long pending,
        long pendingBytes,
        long renewals) {

    public ReporterCounts {
        refusals = Map.copyOf(refusals);
    }

    /** Events that break a rule. */
    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every event that {@link UsageReporter#report} was called with. */
    public long reported() {
        return accepted + refused() + full + closed;
    }

    /** Events that were reported and will not arrive. */
    public long lost() {
        return refused() + full + closed + failed;
    }
}
