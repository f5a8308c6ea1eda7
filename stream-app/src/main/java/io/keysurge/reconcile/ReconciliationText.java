// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.reconcile.Reconciliation.Comparison;
import io.keysurge.spend.TextTable;
import io.keysurge.wording.Redaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out, for people and for their tools. Names are other people's: nothing in them is shown that looks like a secret. */
public final class ReconciliationText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ReconciliationText() {}

    /** Lines for a person: what differs, and what was compared. */
    public static List<String> lines(Reconciliation result, String provider) {
        List<Comparison> differences = result.differences();
        List<String> lines = new ArrayList<>();
        if (!differences.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("by", "name", "what", "Keysurge", provider, "difference", "of " + provider + "'s"));
            differences.forEach(each -> rows.add(row(each)));
            lines.addAll(TextTable.lines(rows, 3));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d figures differ, of %d models and %d identities that both name; %d identities only Keysurge names, %d only %s.",
                differences.size(),
                result.comparisons().size(),
                result.models(),
                result.identities(),
                result.identitiesOnlyHere(),
                result.identitiesOnlyThere(),
                provider));
        return lines;
    }

    /** One JSON object with all figures. */
    public static String json(Reconciliation result) {
        ObjectNode json = NODES.objectNode()
                .put("differs", !result.differences().isEmpty())
                .put("models", result.models())
                .put("identities", result.identities())
                .put("identities_only_keysurge", result.identitiesOnlyHere())
                .put("identities_only_provider", result.identitiesOnlyThere());
        ArrayNode figures = json.putArray("figures");
        for (Comparison each : result.comparisons()) {
            figures.add(NODES.objectNode()
                    .put("by", each.by().name().toLowerCase(Locale.ROOT))
                    .put("name", each.name().isEmpty() ? null : Redaction.mask(each.name()))
                    .put("measure", each.measure().column())
                    .put("keysurge", each.here().stripTrailingZeros())
                    .put("provider", each.there().stripTrailingZeros())
                    .put("difference", each.difference().stripTrailingZeros())
                    .put("differs", each.differs()));
        }
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static List<String> row(Comparison each) {
        String name = each.name().isEmpty() ? "(unknown)" : Redaction.mask(each.name());
        return List.of(
                each.by().name().toLowerCase(Locale.ROOT),
                Redaction.printable(name),
                each.measure().toString(),
                number(each.measure(), each.here()),
                number(each.measure(), each.there()),
                (each.difference().signum() > 0 ? "+" : "") + number(each.measure(), each.difference()),
                percent(each));
    }

    private static String number(Measure measure, BigDecimal figure) {
        int digits = measure == Measure.COST_USD ? 6 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", figure.setScale(digits, RoundingMode.HALF_EVEN));
    }

    private static String percent(Comparison each) {
        if (each.there().signum() == 0) {
            return "-";
        }
        BigDecimal percent = each.difference().multiply(HUNDRED).divide(each.there(), 2, RoundingMode.HALF_UP);
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }
}
