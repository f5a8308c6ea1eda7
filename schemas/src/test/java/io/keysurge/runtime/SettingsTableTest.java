// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of settings")
class SettingsTableTest {

    @Test
    void has_one_row_per_setting_in_order_of_definition() {
        var definition = new ConfigDef()
                .define("z.port", Type.INT, 1, ConfigDef.Range.between(0, 9), Importance.LOW, "The port.")
                .define("a.url", Type.STRING, Importance.HIGH, "Here | there.")
                .define("b.names", Type.LIST, "x,y", Importance.LOW, "Names.")
                .define("c.secret", Type.PASSWORD, "hidden default", Importance.LOW, "Secret.")
                .define("d.empty", Type.STRING, "", Importance.LOW, "Empty.");
        assertThat(SettingsTable.markdown(definition)).isEqualTo("""
                        | setting | value | default | meaning |
                        |---|---|---|---|
                        | `z.port` | a whole number, from 0 to 9 | `1` | The port. |
                        | `a.url` | text | required | Here \\| there. |
                        | `b.names` | a list separated by commas | `x,y` | Names. |
                        | `c.secret` | text, kept secret | not set | Secret. |
                        | `d.empty` | text | empty | Empty. |
                        """);
    }

    @Test
    void explains_every_common_setting() {
        assertThat(CommonSettings.definition().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).endsWith("."));
        assertThat(SettingsTable.markdown(CommonSettings.definition()))
                .contains("| `topic.prefix` | text, at most 100 letters, digits, dots, underscores or dashes |"
                        + " `keysurge.` | ");
    }
}
