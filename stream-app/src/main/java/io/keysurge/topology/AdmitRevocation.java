// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.state.PackedState;
import io.keysurge.topology.AboutIdentity.Stopped;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Unpacks an action that should stop an identity. */
final class AdmitRevocation extends ContextualProcessor<String, byte[], String, AboutIdentity> {

    @Override
    public void process(Record<String, byte[]> incoming) {
        var stopped = new Stopped(PackedState.revocation(incoming.value()));
        context().forward(new Record<>(incoming.key(), stopped, incoming.timestamp()));
    }
}
