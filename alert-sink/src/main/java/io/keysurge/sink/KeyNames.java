// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;

import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The setting that names the key of each identity at a provider. Checked by hand: a definition's own check would repeat
 * what was written, which may be a key by mistake.
 */
final class KeyNames {

    private static final String KEYS = "keys";

    private final TargetConfig target;
    private final String rule;
    private final String because;
    private final Consumer<String> check;

    /**
     * Names at one target.
     *
     * @param rule what a pair looks like
     * @param because the setting that makes names necessary
     * @param check throws an {@link IllegalArgumentException} at a name that is none
     */
    KeyNames(TargetConfig target, String rule, String because, Consumer<String> check) {
        this.target = target;
        this.rule = rule + ", separated by commas";
        this.because = because;
        this.check = check;
    }

    /** Adds the setting. */
    ConfigDef addTo(ConfigDef definition, String documentation) {
        return definition.define(
                target.name(KEYS), LIST, "", SinkSettings.each(rule, unchecked -> {}), HIGH, documentation);
    }

    /**
     * Names by identity id; never empty.
     *
     * @throws InvalidSettingsException when there are none, one is wrong, or an identity has two
     */
    Map<String, String> of(Settings settings) {
        List<String> pairs = settings.list(target.name(KEYS));
        if (pairs.isEmpty()) {
            throw target.missing(KEYS, rule, because);
        }
        try {
            pairs.forEach(Pairs::require);
            Map<String, String> names = Pairs.of(pairs);
            names.values().forEach(check);
            if (names.size() == pairs.size()) {
                return names;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(rule);
        }
        throw wrong("one key for each identity");
    }

    /**
     * The same, and none of them is the key that the sink itself lives on.
     *
     * @param own true for the name of that key
     */
    Map<String, String> of(Settings settings, Predicate<String> own) {
        Map<String, String> names = of(settings);
        if (names.values().stream().anyMatch(own)) {
            throw wrong("keys of identities, not the one that the sink itself lives on");
        }
        return names;
    }

    private InvalidSettingsException wrong(String expected) {
        return new InvalidSettingsException(List.of(target.name(KEYS) + ": (not shown) (expected: " + expected + ")"));
    }
}
