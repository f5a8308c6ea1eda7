// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.yaml.FileRules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry.
 *
 * @param record null when it cannot be one
 * @param broken every rule that it breaks
 * @param <V> the contract of the record
 */
record Outcome<V extends SpecificRecord>(@Nullable V record, List<Broken> broken) {

    private static final String SOFT_LIMITS = "soft_limits";
    private static final String BUDGETS = "budgets";
    private static final Pattern BUDGET = Pattern.compile("budgets\\[(\\d+)\\](.*)");
    private static final Pattern BELOW = Pattern.compile("[.\\[].*");

    /**
     * Of an entry whose fields are the record's; soft limits stand apart, and are moved.
     *
     * @param key of the record
     */
    static <V extends SpecificRecord> Outcome<V> of(ObjectNode entry, Section<V> section, String key) {
        int hard = entry.path(BUDGETS).size();
        addSoftLimits(entry);
        List<Broken> broken = new ArrayList<>();
        while (true) {
            try {
                V record = RecordJson.read(entry, section.type());
                section.rules()
                        .apply(record, key)
                        .map(refusal -> new Broken(place(refusal.field(), hard), refusal.detail()))
                        .forEach(broken::add);
                return new Outcome<>(record, broken);
            } catch (InvalidRecordException e) {
                broken.add(new Broken(place(e.field(), hard), e.why()));
                // The first is told only: without the trait that has it, the next comes to light.
                if (entry.remove(BELOW.matcher(e.field()).replaceFirst("")) == null) {
                    return new Outcome<>(null, broken);
                }
            }
        }
    }

    /** Where a field of the record stands in the file: soft limits are the last budgets there. */
    private static String place(String field, int hard) {
        Matcher budget = BUDGET.matcher(field);
        if (budget.matches() && Integer.parseInt(budget.group(1)) >= hard) {
            int soft = Integer.parseInt(budget.group(1)) - hard;
            return FileRules.pointer(SOFT_LIMITS + "[" + soft + "]" + budget.group(2));
        }
        return FileRules.pointer(field);
    }

    /** The registry's contracts know no soft limits, but budgets that are not hard. */
    private static void addSoftLimits(ObjectNode entry) {
        JsonNode soft = entry.remove(SOFT_LIMITS);
        if (soft != null) {
            ArrayNode budgets = entry.has(BUDGETS) ? (ArrayNode) entry.get(BUDGETS) : entry.putArray(BUDGETS);
            soft.forEach(limit -> budgets.add(((ObjectNode) limit).put("hard", false)));
        }
    }
}
