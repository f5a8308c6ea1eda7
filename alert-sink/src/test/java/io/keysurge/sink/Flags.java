// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.runtime.Settings;
import java.util.Map;
import java.util.TreeMap;

/** The sink's settings, as given on its command line. */
final class Flags {

    private Flags() {}

    /** What the sink makes of them; later parts win. */
    @SafeVarargs
    static SinkPlan plan(Map<String, String>... parts) {
        return SinkPlan.of(settings(parts));
    }

    @SafeVarargs
    static Settings settings(Map<String, String>... parts) {
        Map<String, String> flags = new TreeMap<>();
        for (Map<String, String> part : parts) {
            flags.putAll(part);
        }
        return Settings.of(SinkSettings.definition(), flags);
    }

    /** All but one. */
    static Map<String, String> without(Map<String, String> flags, String name) {
        Map<String, String> rest = new TreeMap<>(flags);
        rest.remove(name);
        return rest;
    }
}
