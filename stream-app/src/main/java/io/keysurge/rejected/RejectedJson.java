// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.WireFormat;
import org.jspecify.annotations.Nullable;

/** Refused records as JSON objects. Secrets are hidden as {@link Redacted} says; times are ISO-8601 in UTC. */
public final class RejectedJson {

    private RejectedJson() {}

    /**
     * A record in short: {@code partition}, {@code offset}, {@code refused_at}, {@code reason}, {@code field}, {@code
     * detail}, {@code source_topic}, {@code source_partition}, {@code source_offset} or {@code source_protocol}, {@code key}, {@code identity_id},
     * {@code producer}, {@code event_id}, {@code occurred_at}, {@code bytes}, {@code retried}; null where it is not known.
     */
    public static ObjectNode line(Described described, boolean retried) {
        Rejected rejected = described.rejected();
        UsageEvent usage = described.usage();
        boolean posted = rejected.protocol().isPresent();
        return JsonNodeFactory.instance
                .objectNode()
                .put("partition", rejected.where().partition())
                .put("offset", rejected.where().offset())
                .put("refused_at", rejected.refusedAt().toString())
                .put("reason", rejected.reason())
                .put("field", Redacted.text(rejected.field()))
                .put("detail", Redacted.text(rejected.detail()))
                .put("source_topic", posted ? null : Redacted.text(rejected.sourceTopic()))
                .put("source_partition", posted ? null : rejected.sourcePartition())
                .put("source_offset", posted ? null : rejected.sourceOffset())
                .put("source_protocol", shown(rejected.protocol().orElse(null)))
                .put("key", shown(described.keyText()))
                .put("identity_id", shown(described.identity()))
                .put("producer", shown(described.producer()))
                .put("event_id", usage == null ? null : shown(usage.getEventId()))
                .put("occurred_at", usage == null ? null : usage.getOccurredAt().toString())
                .put("bytes", rejected.bytes())
                .put("retried", retried);
    }

    /**
     * A record in full: as {@link #line}, and {@code mend}, {@code schema_id}, {@code record} (what the bytes decode to),
     * {@code unreadable} (why they do not) and {@code content} (what is in them nevertheless).
     */
    public static ObjectNode whole(Described described, boolean retried) {
        Rejected rejected = described.rejected();
        byte[] value = rejected.value();
        ObjectNode json = line(described, retried)
                .put("mend", rejected.mend().orElse(null))
                .put("schema_id", schemaId(value));
        json.set("record", described.record() == null ? null : Redacted.record(described.record()));
        json.put("unreadable", described.unreadable() == null ? null : Redacted.text(described.unreadable()));
        json.set("content", described.record() != null || value == null ? null : Redacted.bytes(value));
        return json;
    }

    private static @Nullable Integer schemaId(byte @Nullable [] value) {
        return value != null && WireFormat.isFramed(value) ? WireFormat.schemaId(value) : null;
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Redacted.text(text);
    }
}
