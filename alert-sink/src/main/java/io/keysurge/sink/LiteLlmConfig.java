// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.litellm.AdminKey;
import io.keysurge.litellm.KeyName;
import io.keysurge.litellm.LiteLlmConnector;
import io.keysurge.litellm.LiteLlmSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to LiteLLM. */
final class LiteLlmConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(LiteLlmConnector.NAME, "LiteLLM");
    private static final String ADMIN_KEY = "admin.key";
    private static final String KEYS = TARGET.name("keys");
    private static final String THROTTLE_TPM = TARGET.name("throttle.tpm");
    private static final String THROTTLE_RPM = TARGET.name("throttle.rpm");
    private static final String KEY_RULE = "the proxy's master key, or the key of a proxy admin";

    /** Checked by hand: a definition's own check would repeat what was written, which may be a key by mistake. */
    private static final String NAMES = "IDENTITY=ALIAS or IDENTITY=TOKEN, never a key itself, separated by commas";

    LiteLlmConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addTo(
                        definition,
                        "virtual keys are throttled, blocked and deleted in LiteLLM",
                        "a LiteLLM proxy that throttles identities; it suspends and revokes them too, unless sink.keycloak.url is set: then Keycloak does")
                .define(
                        TARGET.name(ADMIN_KEY),
                        PASSWORD,
                        null,
                        SinkSettings.checked(KEY_RULE, AdminKey::parse),
                        HIGH,
                        "The key with which LiteLLM's key management is called. Needed with sink.litellm.url.")
                .define(
                        KEYS,
                        LIST,
                        "",
                        SinkSettings.each(NAMES, unchecked -> {}),
                        MEDIUM,
                        "Aliases of the virtual keys of identities that are called differently in LiteLLM, such as nhi-billing=billing-bot; 64 hexadecimal digits are a hashed token. Any other identity has the key whose alias is its own id.")
                .define(
                        THROTTLE_TPM,
                        LONG,
                        1_000L,
                        atLeast(1),
                        MEDIUM,
                        "Tokens a minute that a throttled key may use. A lower limit is left as it is.")
                .define(
                        THROTTLE_RPM,
                        LONG,
                        5L,
                        atLeast(1),
                        MEDIUM,
                        "Requests a minute that a throttled key may make. A lower limit is left as it is.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        LiteLlmConnector.NAME,
                        LiteLlmConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new LiteLlmConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no LiteLLM.
     *
     * @throws InvalidSettingsException when the admin key is missing, or a key's name is none
     */
    static Optional<LiteLlmSettings> described(Settings settings) {
        return TARGET.endpoint(settings)
                .map(server -> new LiteLlmSettings(
                        server,
                        AdminKey.parse(TARGET.secret(settings, ADMIN_KEY, KEY_RULE)),
                        keys(settings),
                        settings.number(THROTTLE_TPM),
                        settings.number(THROTTLE_RPM),
                        TARGET.allowPrivate(settings),
                        TARGET.connectTimeout(settings),
                        TARGET.deadline(settings)));
    }

    private static Map<String, KeyName> keys(Settings settings) {
        Map<String, KeyName> keys = new HashMap<>();
        try {
            settings.list(KEYS).forEach(Pairs::require);
            Pairs.of(settings.list(KEYS)).forEach((identity, name) -> keys.put(identity, KeyName.parse(name)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(KEYS + ": (not shown) (expected: " + NAMES + ")"));
        }
        return keys;
    }
}
