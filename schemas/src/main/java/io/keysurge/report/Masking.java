// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.UsageEvent;
import io.keysurge.wording.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Events as they may be handed on when they are refused: with everything hidden that looks like a credential. */
final class Masking {

    private Masking() {}

    /** A masked copy; empty of an event that does not fit its schema, because nobody can say where it holds a secret. */
    static UsageEvent masked(UsageEvent event) {
        try {
            UsageEvent masked = SpecificData.get().deepCopy(event.getSchema(), event);
            for (Schema.Field field : event.getSchema().getFields()) {
                masked.put(field.pos(), mask(masked.get(field.pos())));
            }
            return masked;
        } catch (RuntimeException unfit) {
            return new UsageEvent();
        }
    }

    private static @Nullable Object mask(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return Redaction.mask(text.toString());
        }
        if (value instanceof List<?> texts) {
            List<@Nullable Object> masked = new ArrayList<>();
            texts.forEach(text -> masked.add(mask(text)));
            return masked;
        }
        if (value instanceof Map<?, ?> pairs) {
            Map<@Nullable Object, @Nullable Object> masked = new LinkedHashMap<>();
            pairs.forEach((name, text) -> masked.put(mask(name), mask(text)));
            return masked;
        }
        return value;
    }
}
