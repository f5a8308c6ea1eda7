// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import static io.keysurge.contract.ResponseStep.NOTIFY_OWNER;
import static io.keysurge.contract.ResponseStep.NOTIFY_RESPONDERS;
import static io.keysurge.contract.ResponseStep.RECORD;
import static io.keysurge.contract.ResponseStep.SUSPEND;
import static io.keysurge.contract.ResponseStep.THROTTLE;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The response ladder as data: which steps each alert type asks for at which severity.
 *
 * <p>An alert asks for at most two steps: somebody to tell and, if it is grave enough, one protective step. Each is
 * decided on its own,
 * so a suspension that a guard rail holds back never silences the page that goes with it.
 */
public final class Ladder {

    private static final Map<AlertType, Response> RESPONSES = responses();

    private Ladder() {}

    /**
     * A protective step of one alert type.
     *
     * @param fromSeverity least severity that asks for it, 1 to 5
     * @param step what it asks for
     * @param approved true: only with a person's approval
     */
    private record Protection(int fromSeverity, ResponseStep step, boolean approved) {}

    /**
     * What one alert type asks for.
     *
     * @param loudest highest notification it asks for
     * @param protections protective steps, mildest first
     */
    private record Response(ResponseStep loudest, List<Protection> protections) {}

    /**
     * The steps that an alert asks for: the notification first, then at most one protective step. Empty when there is
     * nobody to tell.
     *
     * @param severity 1 to 5
     */
    public static List<ResponseStep> steps(AlertType type, int severity) {
        List<ResponseStep> steps = new ArrayList<>(2);
        Response response = response(type);
        ResponseStep notification = milder(notification(severity), response.loudest());
        if (notification != RECORD) {
            steps.add(notification);
        }
        protection(response, severity).map(Protection::step).ifPresent(steps::add);
        return List.copyOf(steps);
    }

    /**
     * True when the protective step that the alert asks for needs a person's approval, whatever the other guard rails
     * say.
     */
    static boolean asksForApproval(AlertType type, int severity, ResponseStep step) {
        return protection(response(type), severity)
                .filter(protection -> protection.step() == step && protection.approved())
                .isPresent();
    }

    /** True for a step that goes beyond telling somebody. */
    static boolean isProtective(ResponseStep step) {
        return step.compareTo(NOTIFY_RESPONDERS) > 0;
    }

    private static Response response(AlertType type) {
        return RESPONSES.getOrDefault(type, tell(NOTIFY_RESPONDERS));
    }

    private static ResponseStep notification(int severity) {
        if (severity <= 1) {
            return RECORD;
        }
        return severity == 2 ? NOTIFY_OWNER : NOTIFY_RESPONDERS;
    }

    private static Optional<Protection> protection(Response response, int severity) {
        return response.protections().stream()
                .filter(protection -> severity >= protection.fromSeverity())
                .reduce((milder, harder) -> harder);
    }

    private static ResponseStep milder(ResponseStep one, ResponseStep other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Map<AlertType, Response> responses() {
        Map<AlertType, Response> table = new EnumMap<>(AlertType.class);
        table.put(AlertType.TOKEN_SPIKE, tell(NOTIFY_RESPONDERS, from(4, THROTTLE), from(5, SUSPEND)));
        table.put(AlertType.RAMP, tell(NOTIFY_RESPONDERS, from(4, THROTTLE)));
        table.put(AlertType.RUNAWAY_LOOP, tell(NOTIFY_RESPONDERS, from(3, THROTTLE), from(5, SUSPEND)));
        table.put(AlertType.SHAPE_SHIFT, tell(NOTIFY_RESPONDERS));
        table.put(AlertType.DORMANT_WOKE, tell(NOTIFY_RESPONDERS, withApproval(3, SUSPEND)));
        table.put(AlertType.OFF_HOURS, tell(NOTIFY_RESPONDERS));
        table.put(AlertType.FAN_OUT, tell(NOTIFY_OWNER, from(5, SUSPEND)));
        table.put(AlertType.NEW_APPLICATION, tell(NOTIFY_RESPONDERS));
        table.put(AlertType.NEW_MODEL, tell(NOTIFY_RESPONDERS));
        table.put(AlertType.NEW_ORIGIN, tell(NOTIFY_RESPONDERS, from(5, SUSPEND)));
        table.put(AlertType.KEY_CHECKER, tell(NOTIFY_RESPONDERS, from(4, SUSPEND)));
        table.put(AlertType.ENVIRONMENT_MISMATCH, tell(NOTIFY_OWNER));
        table.put(AlertType.OFF_SCOPE, tell(NOTIFY_RESPONDERS, from(3, THROTTLE)));
        table.put(AlertType.BUDGET_SOFT, tell(NOTIFY_OWNER));
        table.put(AlertType.BUDGET_HARD, tell(NOTIFY_OWNER, from(3, THROTTLE)));
        table.put(AlertType.BUDGET_FORECAST, tell(NOTIFY_OWNER));
        // The action that did not hold is run again by the sink as it is; another beside it is for a person to want.
        table.put(AlertType.USE_AFTER_REVOCATION, tell(NOTIFY_RESPONDERS, withApproval(3, SUSPEND)));
        table.put(AlertType.EXPOSED_KEY_USED, tell(NOTIFY_RESPONDERS, from(1, SUSPEND)));
        table.put(AlertType.DUPLICATED_AUTOMATION, tell(NOTIFY_OWNER));
        table.put(AlertType.SPEND_CONCENTRATION, tell(RECORD));
        table.put(AlertType.FAIL_BURST, tell(NOTIFY_RESPONDERS));
        table.put(AlertType.METER_GAP, tell(NOTIFY_OWNER));
        table.put(AlertType.UNATTRIBUTED, tell(NOTIFY_OWNER));
        table.put(AlertType.IDENTITY_FLOOD, tell(NOTIFY_RESPONDERS));
        return table;
    }

    private static Response tell(ResponseStep loudest, Protection... protections) {
        return new Response(loudest, List.of(protections));
    }

    private static Protection from(int severity, ResponseStep step) {
        return new Protection(severity, step, false);
    }

    private static Protection withApproval(int severity, ResponseStep step) {
        return new Protection(severity, step, true);
    }
}
