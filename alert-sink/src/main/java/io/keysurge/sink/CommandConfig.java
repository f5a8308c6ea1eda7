// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.command.CommandConnector;
import io.keysurge.command.CommandSettings;
import io.keysurge.runtime.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of commands on a topic. */
final class CommandConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(CommandConnector.NAME, "the command topic");
    private static final String TOPIC = TARGET.name("topic");
    private static final String DEADLINE = TARGET.name("deadline.ms");

    CommandConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        definition
                .define(
                        TOPIC,
                        STRING,
                        null,
                        SinkSettings.checked(CommandSettings.RULE, CommandSettings::requireName),
                        HIGH,
                        "Topic that commands to throttle, suspend and revoke are written to, such as keysurge.commands; it has to be there. Not set: none are written.")
                .define(
                        TARGET.name("mode"),
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "live: with sink.mode live too, commands are written to the topic, under the guard rails.")
                .define(
                        DEADLINE,
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long one command may take to be written.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return settings.optional(TOPIC)
                .map(topic -> new CommandSettings(topic, settings.millis(DEADLINE)))
                .map(described -> new Target(
                        CommandConnector.NAME,
                        CommandConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new CommandConnector(described, clients)));
    }
}
