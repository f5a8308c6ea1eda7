// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How sensitive judgement is by configuration. What is said for the kind of alert, the kind of identity and its
 * environment is multiplied.
 *
 * @param byAlert by kind of alert; 1 where nothing is said
 * @param byIdentityKind by kind of identity, such as AGENT
 * @param byEnvironment by environment, such as test; case does not matter
 */
public record Sensitivities(
        Map<AlertKind, Double> byAlert, Map<String, Double> byIdentityKind, Map<String, Double> byEnvironment) {

    /** As found best on real traffic. */
    public static final Sensitivities DEFAULTS = new Sensitivities(Map.of(), Map.of(), Map.of());

    public Sensitivities {
        byAlert = Map.copyOf(byAlert);
        byIdentityKind = Map.copyOf(byIdentityKind);
        byEnvironment = Map.copyOf(byEnvironment);
    }

    /** The bar for an identity, a kind of alert and a minute. */
    Bar bar(Identity identity, AlertKind kind, long minute) {
        Tuning tuning = identity.tuning();
        if (isUsual() && tuning.isEmpty()) {
            return Bar.USUAL;
        }
        double sensitivity = byAlert.getOrDefault(kind, 1.0)
                * said(byIdentityKind, identity.kind())
                * said(byEnvironment, identity.environment())
                * tuning.sensitivity(kind);
        double ceiling = tuning.ceiling(kind, minute);
        return sensitivity == 1 && ceiling == 1 ? Bar.USUAL : new Bar(sensitivity, ceiling);
    }

    private boolean isUsual() {
        return byAlert.isEmpty() && byIdentityKind.isEmpty() && byEnvironment.isEmpty();
    }

    private static double said(Map<String, Double> byName, @Nullable String name) {
        if (byName.isEmpty() || name == null) {
            return 1;
        }
        Double exactly = byName.get(name);
        return exactly != null ? exactly : byName.getOrDefault(name.toLowerCase(Locale.ROOT), 1.0);
    }
}
