// SPDX-License-Identifier: Apache-2.0
package io.keysurge.labels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.AlertLabel;
import io.keysurge.spend.TextTable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Labels and precisions as lines, for people and for machines. */
public final class LabelLines {

    private static final double PER_CENT = 100;

    private LabelLines() {}

    /** A label, for a person. */
    public static String of(AlertLabel label) {
        return AlertLine.printable(String.format(
                Locale.ROOT,
                "%s  %-5s  %s  %s on %s, severity %d, of %s. %s%s",
                label.getAt().truncatedTo(ChronoUnit.SECONDS),
                label.getLabel(),
                label.getAlertId(),
                label.getAlertType(),
                label.getIdentityId(),
                label.getSeverity(),
                label.getOpenedAt().truncatedTo(ChronoUnit.SECONDS),
                label.getBy(),
                label.getNote() == null ? "" : ": " + label.getNote()));
    }

    /** The precisions as a table, with what they do and do not say. */
    public static List<String> table(List<Precision> precisions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("alert type", "precision", "true", "noise", "test", "alerts", "labelled"));
        precisions.forEach(each -> rows.add(List.of(
                each.alertType(),
                percent(each.precision()),
                number(each.right()),
                number(each.noise()),
                number(each.test()),
                number(each.alerts()),
                percent(each.share()))));
        List<String> lines = new ArrayList<>(TextTable.lines(rows, 1));
        lines.add("Precision: true / (true + noise). Alerts without a label are not counted in it, nor are tests.");
        return lines;
    }

    /** A precision as a JSON object; {@code precision} and {@code labelled_share} are null where nothing is labelled. */
    public static ObjectNode json(Precision precision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("alert_type", precision.alertType());
        put(json, "precision", precision.precision());
        json.put("true", precision.right());
        json.put("noise", precision.noise());
        json.put("test", precision.test());
        json.put("alerts", precision.alerts());
        json.put("labelled", precision.labelled());
        put(json, "labelled_share", precision.share());
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble part) {
        if (part.isPresent()) {
            json.put(name, part.getAsDouble());
        } else {
            json.putNull(name);
        }
    }

    private static String percent(OptionalDouble part) {
        return part.isPresent() ? String.format(Locale.ROOT, "%.1f %%", part.getAsDouble() * PER_CENT) : "-";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
