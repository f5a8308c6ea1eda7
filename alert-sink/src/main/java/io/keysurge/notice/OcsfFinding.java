// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.ocsf.DetectionFinding;
import io.keysurge.ocsf.DetectionFinding.Activity;

/** An action that tells of an alert as a Detection Finding of the Open Cybersecurity Schema Framework. */
public final class OcsfFinding {

    private OcsfFinding() {}

    /**
     * The finding.
     *
     * @param action who tells it, with what became of it
     */
    public static ObjectNode of(ActionRecord action, Alert alert) {
        Notice notice = Notice.of(action, alert);
        ObjectNode finding = DetectionFinding.of(
                alert,
                activity(notice, alert),
                notice.title(),
                action.getActionId(),
                Cases.caseOf(action),
                action.getProposedAt());
        finding.withObject("/unmapped")
                .put("keysurge.action_id", action.getActionId())
                .put("keysurge.plan", action.getPlan());
        return finding;
    }

    private static Activity activity(Notice notice, Alert alert) {
        Activity own = Activity.of(alert);
        return own == Activity.CREATE && notice.update() ? Activity.UPDATE : own;
    }
}
