// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.http.Endpoint;
import io.keysurge.litellm.AdminKey;
import io.keysurge.litellm.KeyName;
import io.keysurge.litellm.LiteLlmSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of the connector to LiteLLM. */
final class LiteLlmConfig {

    private static final String MODE = "sink.litellm.mode";
    private static final String URL = "sink.litellm.url";
    private static final String ADMIN_KEY = "sink.litellm.admin.key";
    private static final String KEYS = "sink.litellm.keys";
    private static final String THROTTLE_TPM = "sink.litellm.throttle.tpm";
    private static final String THROTTLE_RPM = "sink.litellm.throttle.rpm";
    private static final String ALLOW_PRIVATE = "sink.litellm.allow.private";
    private static final String CONNECT_TIMEOUT = "sink.litellm.connect.timeout.ms";
    private static final String DEADLINE = "sink.litellm.deadline.ms";

    /** Checked by hand: a definition's own check would repeat what was written, which may be a key by mistake. */
    private static final String NAMES = "IDENTITY=ALIAS or IDENTITY=TOKEN, never a key itself, separated by commas";

    private LiteLlmConfig() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        MODE,
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "live: with sink.mode live too, virtual keys are throttled, blocked and deleted in LiteLLM, under the guard rails.")
                .define(
                        URL,
                        STRING,
                        null,
                        SinkSettings.checked("https://HOST/PATH, or http to a loopback host", Endpoint::parse),
                        HIGH,
                        "Base address of a LiteLLM proxy that throttles identities; it suspends and revokes them too, unless sink.keycloak.url is set: then Keycloak does. Not set: there is none.")
                .define(
                        ADMIN_KEY,
                        PASSWORD,
                        null,
                        SinkSettings.checked("the proxy's master key, or the key of a proxy admin", AdminKey::parse),
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
                        "Requests a minute that a throttled key may make. A lower limit is left as it is.")
                .define(
                        ALLOW_PRIVATE,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Lets LiteLLM have a private or loopback address. Link-local and metadata addresses are never called.")
                .define(
                        CONNECT_TIMEOUT,
                        LONG,
                        5_000L,
                        between(1, 60_000),
                        LOW,
                        "How long the connection to LiteLLM may take to stand.")
                .define(
                        DEADLINE,
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long all calls of LiteLLM for one action may take together.");
    }

    static boolean isLive(Settings settings) {
        return settings.string(MODE).equals(SinkSettings.LIVE);
    }

    /**
     * The connector's settings; empty when there is no LiteLLM.
     *
     * @throws InvalidSettingsException when the admin key is missing, or a key's name is none
     */
    static Optional<LiteLlmSettings> of(Settings settings) {
        Optional<String> url = settings.optional(URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        AdminKey adminKey = settings.optional(ADMIN_KEY)
                .map(AdminKey::parse)
                .orElseThrow(() -> new InvalidSettingsException(List.of(ADMIN_KEY
                        + ": not set (expected: the proxy's master key, or the key of a proxy admin, because " + URL
                        + " is set)")));
        return Optional.of(new LiteLlmSettings(
                Endpoint.parse(url.get()),
                adminKey,
                keys(settings),
                settings.number(THROTTLE_TPM),
                settings.number(THROTTLE_RPM),
                settings.flag(ALLOW_PRIVATE),
                settings.millis(CONNECT_TIMEOUT),
                settings.millis(DEADLINE)));
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
