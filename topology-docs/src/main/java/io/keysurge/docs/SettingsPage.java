// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.config.DetectorConfig;
import io.keysurge.config.ImportConfig;
import io.keysurge.config.ListenConfig;
import io.keysurge.registry.RegistrySettings;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.SettingsTable;
import io.keysurge.sink.SinkSettings;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting: name, what its value has to be, default, meaning. */
final class SettingsPage {

    private SettingsPage() {}

    static String render() {
        Set<String> common = CommonSettings.definition().names();
        return """
                # Settings

                From weak to strong: the defaults below, properties files (`--config FILE`), environment variables
                (`KEYSURGE_TOPIC_PREFIX` is `topic.prefix`), flags (`--set name=value`). All mistakes are listed at once when
                a process starts, and `--print-config` shows what is in force and where it came from. `kafka.NAME` hands any
                setting to Kafka's clients.

                ## Every process

                %s
                ## The detector

                %s
                ## Imports

                Of `load`, `detect`, `listen` and `fingerprint`.

                %s
                ## The listener

                %s
                ## The alert-sink

                %s
                ## The registry client

                Under Confluent's own names.

                %s""".formatted(
                        SettingsTable.markdown(CommonSettings.definition()),
                        SettingsTable.markdown(without(common, DetectorConfig.definition())),
                        SettingsTable.markdown(ImportConfig.addTo(new ConfigDef())),
                        SettingsTable.markdown(without(common, ListenConfig.own())),
                        SettingsTable.markdown(without(common, SinkSettings.definition())),
                        SettingsTable.markdown(without(common, RegistrySettings.definition())));
    }

    private static ConfigDef without(Set<String> names, ConfigDef definition) {
        var rest = new ConfigDef();
        definition.configKeys().values().stream()
                .filter(key -> !names.contains(key.name))
                .forEach(rest::define);
        return rest;
    }
}
