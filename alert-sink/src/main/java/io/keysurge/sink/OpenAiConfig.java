// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.errand.SecretText;
import io.keysurge.openai.OpenAiConnector;
import io.keysurge.openai.OpenAiSettings;
import io.keysurge.openai.OpenAiSettings.Throttle;
import io.keysurge.runtime.Settings;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to OpenAI. */
final class OpenAiConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(OpenAiConnector.NAME, "OpenAI");
    private static final String ADMIN_KEY = "admin.key";
    private static final String THROTTLE_LIMITS = TARGET.name("throttle.limits");
    private static final String THROTTLE_RPM = TARGET.name("throttle.rpm");
    private static final String THROTTLE_TPM = TARGET.name("throttle.tpm");
    private static final KeyNames KEYS = new KeyNames(
            TARGET,
            "IDENTITY=PROJECT/KEYID or IDENTITY=PROJECT/KEYID/SERVICEACCOUNT, never a key itself",
            ADMIN_KEY,
            OpenAiSettings::requireKey);

    OpenAiConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addKnownTo(
                        definition,
                        "https://api.openai.com",
                        "API keys are deleted and projects throttled at OpenAI",
                        "OpenAI's administration API")
                .define(
                        TARGET.name(ADMIN_KEY),
                        PASSWORD,
                        null,
                        SinkSettings.checked(OpenAiSettings.KEY_RULE, text -> adminKey(text)),
                        HIGH,
                        "Admin key of the organization whose keys are revoked. Not set: there is none.")
                .define(
                        THROTTLE_LIMITS,
                        LIST,
                        "",
                        MEDIUM,
                        "Ids of rate limits, such as rl-gpt-4o, that a THROTTLE lowers in the whole project of an identity's key, for everybody in it. Empty: no project is throttled.")
                .define(
                        THROTTLE_RPM,
                        LONG,
                        5L,
                        atLeast(1),
                        MEDIUM,
                        "Requests a minute that each of those limits leaves a throttled project. A lower limit is left as it is.")
                .define(
                        THROTTLE_TPM,
                        LONG,
                        1_000L,
                        atLeast(1),
                        MEDIUM,
                        "Tokens a minute that each of those limits leaves a throttled project. A lower limit is left as it is.");
        KEYS.addTo(
                definition,
                "API keys of identities by project and id, such as nhi-billing=proj_abc/key_abc. A third part names the service account that is deleted with all its keys where OpenAI does not delete its key alone. Needed with sink.openai.admin.key.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        OpenAiConnector.NAME,
                        described.steps(),
                        described.keys().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new OpenAiConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no admin key.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the names are missing, or a name is none
     */
    static Optional<OpenAiSettings> described(Settings settings) {
        return settings.optional(TARGET.name(ADMIN_KEY))
                .map(key -> new OpenAiSettings(
                        TARGET.reach(settings),
                        adminKey(key),
                        KEYS.of(settings),
                        new Throttle(
                                Set.copyOf(settings.list(THROTTLE_LIMITS)),
                                settings.number(THROTTLE_RPM),
                                settings.number(THROTTLE_TPM))));
    }

    private static SecretText adminKey(String text) {
        return SecretText.parse(text, OpenAiSettings.KEY_RULE);
    }
}
