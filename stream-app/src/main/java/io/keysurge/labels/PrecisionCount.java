// SPDX-License-Identifier: Apache-2.0
package io.keysurge.labels;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.LabelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts labels and alerts for the precision of each detector. Keeps counts only, however many alerts there are. */
public final class PrecisionCount {

    private static final String ALL = "total";

    private final Labels labels;
    private final Map<String, Counts> counts = new TreeMap<>();

    /**
     * A count.
     *
     * @param labels those in force
     */
    public PrecisionCount(Labels labels) {
        this.labels = labels;
        labels.inForce().forEach(this::count);
    }

    /** Takes an alert of the topic; each counts once, by its first revision. */
    public void take(Alert alert) {
        if (alert.getRevision() != 1) {
            return;
        }
        Counts of = of(alert.getType().name());
        of.alerts++;
        if (labels.of(alert.getAlertId()).isPresent()) {
            of.labelled++;
        }
    }

    /** The precision of each detector that has alerts or labels, by name, and last that of all together. */
    public List<Precision> precisions() {
        List<Precision> precisions = new ArrayList<>();
        counts.forEach((type, of) -> precisions.add(of.precision(type)));
        Counts total = new Counts();
        counts.values().forEach(total::add);
        precisions.add(total.precision(ALL));
        return precisions;
    }

    private void count(AlertLabel label) {
        Counts of = of(label.getAlertType().name());
        if (label.getLabel() == LabelKind.TRUE) {
            of.right++;
        } else if (label.getLabel() == LabelKind.NOISE) {
            of.noise++;
        } else if (label.getLabel() == LabelKind.TEST) {
            of.test++;
        }
    }

    private Counts of(String type) {
        return counts.computeIfAbsent(type, unused -> new Counts());
    }

    private static final class Counts {
        private long right;
        private long noise;
        private long test;
        private long alerts;
        private long labelled;

        private void add(Counts other) {
            right += other.right;
            noise += other.noise;
            test += other.test;
            alerts += other.alerts;
            labelled += other.labelled;
        }

        private Precision precision(String type) {
            return new Precision(type, right, noise, test, alerts, labelled);
        }
    }
}
