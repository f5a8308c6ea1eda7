// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.errand.SecretText;
import io.keysurge.runtime.Settings;
import io.keysurge.vault.VaultConnector;
import io.keysurge.vault.VaultSettings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to HashiCorp Vault or OpenBao. */
final class VaultConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(VaultConnector.NAME, "Vault");
    private static final String TOKEN = "token";
    private static final String NAMESPACE = TARGET.name("namespace");
    private static final KeyNames KEYS = new KeyNames(
            TARGET, "IDENTITY=lease:ID or IDENTITY=accessor:ID, never a token", "url", VaultSettings::requireGrant);

    VaultConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addTo(
                        definition,
                        "leases and tokens are revoked in Vault",
                        "a HashiCorp Vault or OpenBao that revokes what the identities of sink.vault.keys have got from it")
                .define(
                        TARGET.name(TOKEN),
                        PASSWORD,
                        null,
                        SinkSettings.checked(VaultSettings.TOKEN_RULE, text -> token(text)),
                        HIGH,
                        "The sink's own token. Needed with sink.vault.url.")
                .define(
                        NAMESPACE,
                        STRING,
                        null,
                        MEDIUM,
                        "Namespace that the leases and tokens are in. Not set: the root namespace.");
        KEYS.addTo(
                definition,
                "What identities have got from Vault, such as nhi-billing=lease:database/creds/billing/2f6a or nhi-etl=accessor:8609694a. Needed with sink.vault.url.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        VaultConnector.NAME,
                        VaultConnector.STEPS,
                        described.grants().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new VaultConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no Vault.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the token or the names are missing, or a name is none
     */
    static Optional<VaultSettings> described(Settings settings) {
        return TARGET.endpoint(settings)
                .map(server -> new VaultSettings(
                        TARGET.reach(settings),
                        token(TARGET.secret(settings, TOKEN, VaultSettings.TOKEN_RULE)),
                        settings.optional(NAMESPACE).orElse(null),
                        KEYS.of(settings)));
    }

    private static SecretText token(String text) {
        return SecretText.parse(text, VaultSettings.TOKEN_RULE);
    }
}
