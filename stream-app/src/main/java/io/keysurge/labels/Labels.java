// SPDX-License-Identifier: Apache-2.0
package io.keysurge.labels;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.LabelKind;
import io.keysurge.wording.Redaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels in force: of each alert the one given last, unless it was taken back. */
public final class Labels {

    static {
        Contracts.trust();
    }

    private final Map<String, AlertLabel> newest = new HashMap<>();

    /** No labels yet. */
    public Labels() {}

    /**
     * The label that a person puts on an alert.
     *
     * @param alert its newest revision
     * @param by who says so
     * @param note why; what looks like a credential is hidden in it
     * @param at when it is said
     */
    public static AlertLabel of(Alert alert, LabelKind kind, String by, @Nullable String note, Instant at) {
        return AlertLabel.newBuilder()
                .setAlertId(alert.getAlertId())
                .setLabel(kind)
                .setBy(Redaction.mask(by))
                .setAt(at)
                .setNote(note == null ? null : Redaction.mask(note))
                .setAlertType(alert.getType())
                .setIdentityId(alert.getIdentityId())
                .setSeverity(alert.getSeverity())
                .setOpenedAt(alert.getOpenedAt())
                .build();
    }

    /**
     * The same label, taken back; it stays to be read who took it back.
     *
     * @param note why; null keeps the note of the label
     */
    public static AlertLabel withdrawn(AlertLabel label, String by, @Nullable String note, Instant at) {
        return AlertLabel.newBuilder(label)
                .setBy(Redaction.mask(by))
                .setAt(at)
                .setNote(note == null ? label.getNote() : Redaction.mask(note))
                .setWithdrawn(true)
                .build();
    }

    /** Takes a record of the topic; of one alert in their order. */
    public void take(AlertLabel label) {
        newest.put(label.getAlertId(), label);
    }

    /** The label of an alert; empty when it has none. */
    public Optional<AlertLabel> of(String alertId) {
        return Optional.ofNullable(newest.get(alertId)).filter(label -> !label.getWithdrawn());
    }

    /** Every label in force, the newest first. */
    public List<AlertLabel> inForce() {
        return ordered(newest.values());
    }

    private static List<AlertLabel> ordered(Collection<AlertLabel> labels) {
        return labels.stream()
                .filter(label -> !label.getWithdrawn())
                .sorted(Comparator.comparing(AlertLabel::getAt).reversed().thenComparing(AlertLabel::getAlertId))
                .toList();
    }
}
