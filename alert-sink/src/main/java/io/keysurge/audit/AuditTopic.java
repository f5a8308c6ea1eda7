// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import io.keysurge.contract.AuditRecord;
import io.keysurge.ledger.WholeTopic;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The chains as the audit topic holds them. */
public final class AuditTopic implements AuditScribe.Chains {

    private final WholeTopic<AuditRecord> topic;

    /** Chains on a topic. */
    public AuditTopic(WholeTopic<AuditRecord> topic) {
        this.topic = topic;
    }

    @Override
    public Optional<AuditRecord> last(String chain) {
        var newest = new AtomicReference<AuditRecord>();
        topic.read(entry -> {
            if (entry.value().getChainId().equals(chain)) {
                newest.set(entry.value());
            }
        });
        return Optional.ofNullable(newest.get());
    }
}
