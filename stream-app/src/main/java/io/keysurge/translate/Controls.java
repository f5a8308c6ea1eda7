// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.ResponseStep;
import io.keysurge.detect.AlertKind;
import java.util.List;

/** What each kind of alert maps to in published lists, and what it recommends doing. */
public final class Controls {

    private static final int THROTTLE_FROM = 4;
    /** Two independent signals say that the key is in other hands. */
    private static final int STOLEN = 5;

    private Controls() {}

    /** Ids of the published controls and threats that a kind of alert speaks to, such as {@code OWASP-NHI9:2025}. */
    public static List<String> of(AlertKind kind) {
        return switch (kind) {
            case TOKEN_SPIKE ->
                List.of(
                        "OWASP-LLM06:2026",
                        "OWASP-LLM10:2025",
                        "OWASP-ASI-T4",
                        "ATLAS-AML.T0034",
                        "ATTACK-T1496.004",
                        "CSF-DE.AE-02",
                        "AGENT-04");
            case RAMP -> List.of("OWASP-LLM06:2026", "OWASP-ASI-T4", "OWASP-ASI08:2026", "CSF-DE.AE-02", "AGENT-04");
            case RUNAWAY_LOOP ->
                List.of("OWASP-ASI10:2026", "OWASP-ASI08:2026", "ATLAS-AML.T0034.002", "CSF-DE.AE-02", "AGENT-04");
            case SHAPE_SHIFT -> List.of("OWASP-LLM06:2026", "ATLAS-AML.T0034.001", "CSF-DE.AE-02");
            case DORMANT_WOKE -> List.of("OWASP-NHI1:2025", "OWASP-NHI7:2025", "ATTACK-T1078.004", "NHI-03");
            case OFF_HOURS -> List.of("ATTACK-T1078.004", "CSF-DE.AE-02");
            case NEW_MODEL -> List.of("ATTACK-T1526", "ATLAS-AML.T0040");
            case NEW_ORIGIN -> List.of("ATTACK-T1078.004", "ATTACK-T1528", "CSF-DE.AE-03");
            case FAIL_BURST -> List.of("ATTACK-T1526", "CSF-DE.CM-03");
            case KEY_CHECKER -> List.of("ATTACK-T1078.004", "ATLAS-AML.T0055", "CSF-DE.AE-03");
            case OFF_SCOPE -> List.of("OWASP-NHI5:2025", "OWASP-ASI03:2026", "OWASP-ASI02:2026", "NHI-03");
            case BUDGET_SOFT, BUDGET_HARD, BUDGET_FORECAST ->
                List.of("OWASP-LLM06:2026", "OWASP-LLM10:2025", "CSF-PR.AA-05", "PR.AA");
            case EXPOSED_KEY_USED ->
                List.of("OWASP-NHI2:2025", "ATTACK-T1552", "ATLAS-AML.T0083", "CSF-RS.MI-01", "NHI-03");
            case USE_AFTER_REVOCATION -> List.of("OWASP-NHI1:2025", "CSF-RS.MI-01", "NHI-03");
            case ENVIRONMENT_MISMATCH -> List.of("OWASP-NHI8:2025", "CSF-PR.AA-05", "NHI-03", "PR.AA");
            case DUPLICATED_AUTOMATION -> List.of("CSF-PR.AA-01");
            case SPEND_CONCENTRATION -> List.of("OWASP-NHI9:2025", "CSF-PR.AA-05", "NHI-03");
            case METER_GAP -> List.of("OWASP-ASI-T8", "CSF-DE.CM-09");
            case UNATTRIBUTED -> List.of("CSF-PR.AA-01", "NHI-03", "PR.AA");
            case IDENTITY_FLOOD -> List.of("OWASP-LLM06:2026", "ATTACK-T1136.003", "CSF-DE.CM-03");
            case FAN_OUT -> List.of("OWASP-NHI9:2025", "CSF-PR.AA-05", "NHI-03");
            case NEW_APPLICATION -> List.of("OWASP-NHI9:2025", "OWASP-ASI03:2026", "NHI-03");
        };
    }

    /**
     * What a person would do first.
     *
     * @param kind what was noticed
     * @param severity 1 to 5
     */
    public static ResponseStep recommended(AlertKind kind, int severity) {
        return switch (kind) {
            case TOKEN_SPIKE -> {
                if (severity >= STOLEN) {
                    yield ResponseStep.SUSPEND;
                }
                yield severity >= THROTTLE_FROM ? ResponseStep.THROTTLE : ResponseStep.NOTIFY_RESPONDERS;
            }
            case RAMP, RUNAWAY_LOOP ->
                severity >= THROTTLE_FROM ? ResponseStep.THROTTLE : ResponseStep.NOTIFY_RESPONDERS;
            case DORMANT_WOKE, NEW_ORIGIN, KEY_CHECKER ->
                severity >= THROTTLE_FROM ? ResponseStep.SUSPEND : ResponseStep.NOTIFY_RESPONDERS;
            case EXPOSED_KEY_USED, USE_AFTER_REVOCATION -> ResponseStep.SUSPEND;
            case BUDGET_HARD, OFF_SCOPE -> ResponseStep.THROTTLE;
            case BUDGET_SOFT, BUDGET_FORECAST -> ResponseStep.NOTIFY_OWNER;
            case IDENTITY_FLOOD -> ResponseStep.NOTIFY_RESPONDERS;
            case ENVIRONMENT_MISMATCH, DUPLICATED_AUTOMATION, METER_GAP, UNATTRIBUTED -> ResponseStep.NOTIFY_OWNER;
            case SPEND_CONCENTRATION -> ResponseStep.RECORD;
            case SHAPE_SHIFT, OFF_HOURS, NEW_MODEL, FAIL_BURST -> ResponseStep.NOTIFY_OWNER;
            case FAN_OUT, NEW_APPLICATION -> ResponseStep.NOTIFY_OWNER;
        };
    }
}
