// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Map;

/** Settings that differ from the defaults in one thing. */
public final class SettingsFor {

    private SettingsFor() {}

    static DetectionSettings sensitivity(Map<AlertKind, Double> byAlert) {
        return sensitivities(new Sensitivities(byAlert, Map.of(), Map.of()));
    }

    static DetectionSettings sensitivities(Sensitivities sensitivities) {
        return with(DetectionSettings.DEFAULTS.calendar(), sensitivities, DetectionSettings.DEFAULTS.mostIdentities());
    }

    static DetectionSettings calendar(Calendar calendar) {
        return with(calendar, Sensitivities.DEFAULTS, DetectionSettings.DEFAULTS.mostIdentities());
    }

    /** With room for so many identities in a partition. */
    public static DetectionSettings mostIdentities(long most) {
        return with(DetectionSettings.DEFAULTS.calendar(), Sensitivities.DEFAULTS, most);
    }

    private static DetectionSettings with(Calendar calendar, Sensitivities sensitivities, long mostIdentities) {
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
                mostIdentities,
                calendar,
                sensitivities);
    }
}
