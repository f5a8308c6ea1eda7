// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.ResponseStep;
import io.keysurge.detect.AlertKind;
import java.util.List;

/** What each kind of alert maps to in published lists, and what it recommends doing. */
public final class Controls {

    private static final int THROTTLE_FROM = 4;

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
            case TOKEN_SPIKE -> severity >= THROTTLE_FROM ? ResponseStep.THROTTLE : ResponseStep.NOTIFY_RESPONDERS;
            case FAN_OUT, NEW_APPLICATION -> ResponseStep.NOTIFY_OWNER;
        };
    }
}
