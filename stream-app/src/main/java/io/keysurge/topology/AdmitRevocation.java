// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.detect.Revocation;
import io.keysurge.state.PackedState;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Unpacks an action that should stop an identity. */
final class AdmitRevocation extends ContextualProcessor<String, byte[], String, AboutIdentity> {

    private final UsageMeter meter;

    AdmitRevocation(UsageMeter meter) {
        this.meter = meter;
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        Revocation revocation = OwnRecords.unpacked(incoming, PackedState::revocation, meter);
        if (revocation != null) {
            context()
                    .forward(new Record<>(
                            incoming.key(), new Stopped(incoming.key(), revocation), incoming.timestamp()));
        }
    }
}
