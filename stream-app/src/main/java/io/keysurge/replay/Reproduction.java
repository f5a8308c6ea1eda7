// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** An alert as it was recorded, beside the same as it comes out when it is computed again. */
public final class Reproduction {

    private final List<Alert> recorded;
    private final Alert revision;
    private final List<Alert> recomputed = Collections.synchronizedList(new ArrayList<>());

    /**
     * A field that came out otherwise.
     *
     * @param revision of which revision
     * @param field the schema's name of the field
     * @param recorded what the alert says
     * @param recomputed what came of it now
     */
    public record Deviation(int revision, String field, String recorded, String recomputed) {}

    /**
     * Of an alert that was not computed again yet.
     *
     * @param recorded the alert as it was recorded, all its revisions
     * @param revision which of them is shown
     * @throws IllegalArgumentException when that was not recorded
     */
    Reproduction(List<Alert> recorded, int revision) {
        this.recorded = recorded.stream()
                .sorted(Comparator.comparing(Alert::getRevision))
                .toList();
        this.revision = this.recorded.stream()
                .filter(each -> each.getRevision() == revision)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "revision: " + revision + " (expected: one that was recorded, 1 to " + recorded.size() + ")"));
    }

    /** Takes what was raised now, of which only this alert matters. */
    void add(List<Alert> raised) {
        raised.stream()
                .filter(each -> each.getAlertId().equals(revision.getAlertId()))
                .forEach(recomputed::add);
    }

    /** The revision that is shown. */
    public Alert revision() {
        return revision;
    }

    /** The first revision that was recorded. */
    Alert opening() {
        return recorded.get(0);
    }

    /** How many revisions were recorded. */
    public int revisions() {
        return recorded.size();
    }

    /** Revisions that came out as they were recorded, to the last field. */
    public int reproduced() {
        return (int) recorded.stream()
                .filter(each -> recomputed.stream()
                        .anyMatch(other -> AlertComparison.asReplayed(each).equals(other)))
                .count();
    }

    /** Where it differs; a revision that did not come at all differs in its alert_id. */
    public List<Deviation> deviations() {
        Map<Integer, Alert> now = new TreeMap<>();
        recomputed.forEach(each -> now.put(each.getRevision(), each));
        List<Deviation> deviations = new ArrayList<>();
        for (Alert each : recorded) {
            Alert other = now.get(each.getRevision());
            if (other == null) {
                deviations.add(new Deviation(each.getRevision(), "alert_id", each.getAlertId(), "not raised"));
            } else {
                deviations.addAll(deviations(AlertComparison.asReplayed(each), other));
            }
        }
        return deviations;
    }

    private static List<Deviation> deviations(Alert recorded, Alert recomputed) {
        List<Deviation> deviations = new ArrayList<>();
        for (Schema.Field field : recorded.getSchema().getFields()) {
            Object was = recorded.get(field.pos());
            Object is = recomputed.get(field.pos());
            if (!Objects.equals(was, is)) {
                deviations.add(
                        new Deviation(recorded.getRevision(), field.name(), String.valueOf(was), String.valueOf(is)));
            }
        }
        return deviations;
    }
}
