// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Revocation;
import io.keysurge.state.PackedState;
import io.keysurge.topology.AboutIdentity.Stopped;
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
            context().forward(new Record<>(incoming.key(), new Stopped(revocation), incoming.timestamp()));
        }
    }
}
