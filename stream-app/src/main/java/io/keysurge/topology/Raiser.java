// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.translate.Reviews;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts alerts and forwards them, with the review that some of them ask for, and sees to it that they are committed soon. */
final class Raiser {

    private final ProcessorContext<Object, Object> context;
    private final UsageMeter meter;
    private final CommitPace commits;

    /** A raiser that forwards as the step that a context belongs to, and that is being set up. */
    @SuppressWarnings("unchecked") // A step forwards objects of more than one type; the sink behind it knows which.
    Raiser(ProcessorContext<?, ?> context, UsageMeter meter) {
        this.context = (ProcessorContext<Object, Object>) context;
        this.meter = meter;
        this.commits = CommitPace.of(context);
    }

    /** Usage was judged that the broker appended then, whether or not that raised anything. */
    void judged(long appendTime) {
        commits.judged(appendTime);
    }

    /** Raises one revision of an alert. */
    void raise(Alert alert, long timestamp) {
        meter.alerted(alert);
        context.forward(new Record<>(alert.getIdentityId(), alert, timestamp), Steps.WRITE_ALERTS);
        // With the first revision alone: a later one would open again what somebody closed.
        if (alert.getType() == AlertType.ENVIRONMENT_MISMATCH
                && alert.getState() == EpisodeState.OPEN
                && alert.getRevision() == 1) {
            context.forward(new Record<>(alert.getAlertId(), Reviews.opened(alert), timestamp), Steps.WRITE_REVIEWS);
        }
        commits.alerted();
    }
}
