// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.GuardRailCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told, in plain text.
 *
 * @param title one line
 * @param lines the rest
 * @param severity 1 to 5
 * @param caseId the same for everything that is told of one incident
 * @param update true when the case was told of before
 */
public record Notice(String title, List<String> lines, int severity, String caseId, boolean update) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int SHOWN_ID = 12;
    private static final String LAST_PAGE = "this is the last page for now";

    public Notice {
        lines = List.copyOf(lines);
    }

    /** What an action that tells somebody says. */
    public static Notice of(ActionRecord action, Alert alert) {
        boolean outcome = Cases.isOutcome(action);
        boolean update = outcome || !Cases.caseOf(action).equals(action.getAlertId());
        String title = outcome
                ? "[update] " + action.getPlan()
                : String.format(
                        Locale.ROOT,
                        "%s[severity %d] %s on %s",
                        update ? "[update] " : "",
                        alert.getSeverity(),
                        alert.getType(),
                        alert.getIdentityId());
        List<String> lines = new ArrayList<>();
        if (!outcome) {
            lines.add(clean(alert.getExplanation()));
            lines.add(String.format(
                    Locale.ROOT,
                    "%,.0f %s, usual %,.0f, threshold %,.0f%s",
                    alert.getObserved(),
                    alert.getUnit(),
                    alert.getExpected(),
                    alert.getThreshold(),
                    cost(alert)));
        }
        lines.add(who(alert.getIdentity()));
        action.getGuardRails().stream()
                .map(GuardRailCheck::getReason)
                .filter(reason -> reason.contains(LAST_PAGE))
                .forEach(lines::add);
        lines.add("Look: ./keysurge actions list --identity " + clean(alert.getIdentityId()));
        lines.add("Stop everything: ./keysurge halt --reason WHY");
        String caseId = Cases.caseOf(action);
        lines.add("Case " + shown(caseId) + ", alert " + shown(alert.getAlertId()));
        return new Notice(clean(title), lines, alert.getSeverity(), caseId, update);
    }

    /** Title and lines, each on a line of its own. */
    public String text() {
        return title + "\n\n" + String.join("\n", lines) + "\n";
    }

    private static String who(AlertIdentity identity) {
        return clean("Identity " + identity.getId() + ", owner " + known(identity.getOwner()) + ", business unit "
                + known(identity.getBusinessUnit()) + ", environment " + known(identity.getEnvironment()));
    }

    private static String known(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    private static String cost(Alert alert) {
        return alert.getCostAtRiskPerHour() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; at this pace %.2f %s an hour above the usual",
                        alert.getCostAtRiskPerHour(),
                        known(alert.getCurrency()));
    }

    private static String shown(String id) {
        return id.length() <= SHOWN_ID ? id : id.substring(0, SHOWN_ID);
    }

    /** Names come from whoever writes usage; none of them may begin a line of its own. */
    private static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
