// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Map;

/** Settings that differ from the defaults in one thing. */
final class SettingsFor {

    private SettingsFor() {}

    static DetectionSettings sensitivity(Map<AlertKind, Double> byAlert) {
        return sensitivities(new Sensitivities(byAlert, Map.of(), Map.of()));
    }

    static DetectionSettings sensitivities(Sensitivities sensitivities) {
        return with(DetectionSettings.DEFAULTS.calendar(), sensitivities);
    }

    static DetectionSettings calendar(Calendar calendar) {
        return with(calendar, Sensitivities.DEFAULTS);
    }

    private static DetectionSettings with(Calendar calendar, Sensitivities sensitivities) {
        DetectionSettings defaults = DetectionSettings.DEFAULTS;
        return new DetectionSettings(
                defaults.warmUpDays(),
                defaults.graceMinutes(),
                defaults.quietMinutes(),
                defaults.floorTokens(),
                defaults.fanOutMinutes(),
                defaults.fanOutMargin(),
                defaults.fanOutUnlearned(),
                defaults.forgetDays(),
                calendar,
                sensitivities);
    }
}
