// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.anthropic.AnthropicConnector;
import io.keysurge.anthropic.AnthropicSettings;
import io.keysurge.errand.SecretText;
import io.keysurge.runtime.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to Anthropic. */
final class AnthropicConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(AnthropicConnector.NAME, "Anthropic");
    private static final String ADMIN_KEY = "admin.key";
    private static final KeyNames KEYS =
            new KeyNames(TARGET, "IDENTITY=KEYID, never a key itself", ADMIN_KEY, AnthropicSettings::requireKeyId);

    AnthropicConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addKnownTo(
                        definition,
                        "https://api.anthropic.com",
                        "API keys are made inactive and archived at Anthropic",
                        "Anthropic's Admin API")
                .define(
                        TARGET.name(ADMIN_KEY),
                        PASSWORD,
                        null,
                        SinkSettings.checked(AnthropicSettings.KEY_RULE, text -> adminKey(text)),
                        HIGH,
                        "Admin key of the organization whose keys are suspended and revoked. Not set: there is none.");
        KEYS.addTo(
                definition,
                "Ids of the API keys of identities, such as nhi-billing=apikey_01Rj2N8SVvo6BePZj99NhmiT. Needed with sink.anthropic.admin.key.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        AnthropicConnector.NAME,
                        AnthropicConnector.STEPS,
                        described.keys().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new AnthropicConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no admin key.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the names are missing, or a name is none
     */
    static Optional<AnthropicSettings> described(Settings settings) {
        return settings.optional(TARGET.name(ADMIN_KEY))
                .map(key -> new AnthropicSettings(TARGET.reach(settings), adminKey(key), KEYS.of(settings)));
    }

    private static SecretText adminKey(String text) {
        return SecretText.parse(text, AnthropicSettings.KEY_RULE);
    }
}
