// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RawKeyRules;
import io.keysurge.usage.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A usage event while it is put together. */
final class Draft {

    static {
        Contracts.trust();
    }

    private static final String DOLLARS = "USD";

    /** Setters on a bare record: the builder validates every field again, which triples the cost of a record. */
    final UsageEvent event = new UsageEvent();

    private final TreeMap<String, String> attributes = new TreeMap<>();

    Draft(ImportSettings settings) {
        event.setIdentityKind(IdentityKind.UNKNOWN);
        event.setPrivileges(List.of());
        event.setRequestCount(1);
        event.setStatus(Statuses.OK);
        event.setProducer(settings.producer());
    }

    /** Keeps something for an investigation; nothing when it is not known. */
    void attribute(String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** States a cost in US dollars; nothing when it is not known. */
    void dollars(@Nullable BigDecimal amount) {
        if (amount != null) {
            event.setCost(amount);
            event.setCurrency(DOLLARS);
        }
    }

    /** The event, or why it must not be: something in it looks like a raw key. */
    Imported finish(String place, JsonNode source) {
        event.setAttributes(attributes);
        Optional<Refusal> raw = RawKeyRules.check(event);
        if (raw.isPresent()) {
            Refusal refusal = raw.get();
            String field = place.isEmpty() ? refusal.field() : place + "." + refusal.field();
            return new Imported.Refused(field, refusal.detail(), source, refusal.reason());
        }
        return new Imported.Event(event, source);
    }
}
