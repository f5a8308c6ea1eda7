// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import io.keysurge.evaluate.score.AlertRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A revision of an alert that somebody would have to look at, as scoring sees it.
 *
 * @param row what is scored
 * @param alert the record, for drawing
 */
record RaisedAlert(AlertRow row, Alert alert) {

    /**
     * One for each identity that a revision concerns; none for the record that an episode is over.
     *
     * @throws IOException when an identity is not one of a minutes file
     */
    static List<RaisedAlert> of(Alert alert) throws IOException {
        List<RaisedAlert> raised = new ArrayList<>();
        if (alert.getState() != EpisodeState.CLOSED) {
            for (String identity : affectedIdentities(alert)) {
                var row = new AlertRow(
                        InputNumbers.identity(identity),
                        InputNumbers.minute(alert.getRaisedAt()),
                        alert.getType().name(),
                        alert.getSeverity());
                raised.add(new RaisedAlert(row, alert));
            }
        }
        return raised;
    }

    /** An alert about a source, such as one that tries many keys, concerns the identities that it names. */
    private static List<String> affectedIdentities(Alert alert) {
        List<String> affected = alert.getAffectedIdentities();
        return affected.isEmpty() ? List.of(alert.getIdentityId()) : affected;
    }
}
