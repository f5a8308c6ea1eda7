// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;

import io.keysurge.contract.IdentityKind;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.Sensitivities;
import io.keysurge.runtime.Settings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Sensitivities by kind of alert, kind of identity and environment. */
final class SensitivityConfig {

    private static final String PREFIX = "sensitivity.";
    private static final String BY_KIND = PREFIX + "by.identity.kind";
    private static final String BY_ENVIRONMENT = PREFIX + "by.environment";
    private static final double LEAST = 0.1;
    private static final double MOST = 10;

    private SensitivityConfig() {}

    static ConfigDef addTo(ConfigDef definition) {
        for (AlertKind kind : tunable()) {
            definition.define(
                    name(kind),
                    DOUBLE,
                    1.0,
                    between(LEAST, MOST),
                    kind == AlertKind.TOKEN_SPIKE ? HIGH : MEDIUM,
                    "How sensitive " + kind + " is: 2 alerts at half the margin, 0.5 at twice.");
        }
        return definition
                .define(
                        BY_KIND,
                        LIST,
                        "",
                        MEDIUM,
                        "Factors on the sensitivity by kind of identity, such as AGENT=1.5,API_KEY=1.")
                .define(
                        BY_ENVIRONMENT,
                        LIST,
                        "",
                        MEDIUM,
                        "Factors on the sensitivity by environment, such as test=0.5,production=1.");
    }

    static Sensitivities sensitivities(Settings settings, List<String> mistakes) {
        Map<AlertKind, Double> byAlert = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : tunable()) {
            double sensitivity = settings.real(name(kind));
            if (Double.isNaN(sensitivity)) {
                mistakes.add(name(kind) + ": NaN (expected: 0.1 to 10)");
            } else if (sensitivity != 1) {
                byAlert.put(kind, sensitivity);
            }
        }
        List<String> kinds =
                Arrays.stream(IdentityKind.values()).map(Enum::name).toList();
        Map<String, Double> byKind =
                factors(settings, BY_KIND, kinds::contains, "one of " + String.join(", ", kinds), mistakes);
        Map<String, Double> byEnvironment =
                factors(settings, BY_ENVIRONMENT, name -> !name.isEmpty(), "an environment", mistakes);
        return byAlert.isEmpty() && byKind.isEmpty() && byEnvironment.isEmpty()
                ? Sensitivities.DEFAULTS
                : new Sensitivities(byAlert, byKind, byEnvironment);
    }

    private static Map<String, Double> factors(
            Settings settings, String setting, Predicate<String> isName, String what, List<String> mistakes) {
        Map<String, Double> factors = new HashMap<>();
        for (String entry : settings.list(setting)) {
            String[] parts = entry.split("=", 2);
            String name = BY_ENVIRONMENT.equals(setting) ? parts[0].strip().toLowerCase(Locale.ROOT) : parts[0].strip();
            Double factor = parts.length == 2 ? number(parts[1]) : null;
            if (factor == null || !(factor >= LEAST && factor <= MOST) || !isName.test(name)) {
                mistakes.add(setting + ": " + entry + " (expected: " + what + ", =, and 0.1 to 10)");
            } else {
                factors.put(name, factor);
            }
        }
        return factors;
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<AlertKind> tunable() {
        return Arrays.stream(AlertKind.values()).filter(AlertKind::hasMargin).toList();
    }

    private static String name(AlertKind kind) {
        return PREFIX + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
