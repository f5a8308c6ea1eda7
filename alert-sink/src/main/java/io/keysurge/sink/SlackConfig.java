// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.http.Endpoint;
import io.keysurge.runtime.Settings;
import io.keysurge.slack.SlackConnector;
import io.keysurge.slack.SlackSettings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of a channel that understands Slack's incoming webhooks. */
final class SlackConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(SlackConnector.NAME, "the channel");
    private static final String WEBHOOK = TARGET.name("webhook");

    SlackConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        definition.define(
                WEBHOOK,
                PASSWORD,
                null,
                SinkSettings.checked("https://HOST/PATH, or http to a loopback host", Endpoint::parse),
                HIGH,
                "Incoming webhook of a channel of Slack, or of what understands its format; its path is a secret. Not set: there is none.");
        TARGET.addCallsTo(definition, "the channel is told of alerts");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return settings.optional(WEBHOOK)
                .map(Endpoint::parse)
                .map(webhook -> new SlackSettings(
                        webhook,
                        TARGET.allowPrivate(settings),
                        TARGET.connectTimeout(settings),
                        TARGET.deadline(settings)))
                .map(described -> new Target(
                        SlackConnector.NAME,
                        SlackConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new SlackConnector(described, clock)));
    }
}
