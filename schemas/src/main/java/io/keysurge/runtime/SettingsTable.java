// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;

/** A definition as a Markdown table, for documentation that cannot drift from the code. */
public final class SettingsTable {

    private SettingsTable() {}

    /** One row per setting in order of definition: name, what its value has to be, default, meaning. */
    public static String markdown(ConfigDef definition) {
        var table = new StringBuilder("| setting | value | default | meaning |\n|---|---|---|---|\n");
        for (ConfigKey key : definition.configKeys().values()) {
            table.append("| `").append(key.name).append("` | ");
            table.append(cell(Rule.of(key))).append(" | ");
            table.append(standard(key)).append(" | ");
            table.append(cell(key.documentation)).append(" |\n");
        }
        return table.toString();
    }

    private static String standard(ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        if (key.defaultValue == null || key.defaultValue instanceof Password) {
            return "not set";
        }
        String text = key.defaultValue instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : key.defaultValue.toString();
        return text.isEmpty() ? "empty" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
    }
}
