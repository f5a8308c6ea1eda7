// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.keycloak.AdminSecret;
import io.keysurge.keycloak.KeycloakConnector;
import io.keysurge.keycloak.KeycloakSettings;
import io.keysurge.runtime.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to Keycloak. */
final class KeycloakConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(KeycloakConnector.NAME, "Keycloak");
    private static final String REALM = TARGET.name("realm");
    private static final String CLIENT_ID = TARGET.name("client.id");
    private static final String CLIENT_SECRET = "client.secret";
    private static final String CLIENTS = TARGET.name("clients");
    private static final String SECRET_RULE = "the client secret that Keycloak shows";

    KeycloakConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addTo(
                        definition,
                        "clients are disabled in Keycloak",
                        "a Keycloak that suspends and revokes identities, in the webhook's place, also while it is in dry run")
                .define(
                        REALM,
                        STRING,
                        "master",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "The realm that the identities' clients are in.")
                .define(
                        CLIENT_ID,
                        STRING,
                        "keysurge",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "The sink's own client in that realm: confidential, its service account with the role manage-clients of realm-management and no other.")
                .define(
                        TARGET.name(CLIENT_SECRET),
                        PASSWORD,
                        null,
                        SinkSettings.checked(SECRET_RULE, AdminSecret::parse),
                        HIGH,
                        "The secret of the sink's own client. Needed with sink.keycloak.url.")
                .define(
                        CLIENTS,
                        LIST,
                        "",
                        SinkSettings.each("IDENTITY=CLIENT, separated by commas", Pairs::require),
                        MEDIUM,
                        "Client ids of identities that are called differently in Keycloak, such as nhi-billing=billing-bot.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        KeycloakConnector.NAME,
                        KeycloakConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.shownRealm(),
                        (clock, clients) -> new KeycloakConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no Keycloak.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the secret is missing
     */
    static Optional<KeycloakSettings> described(Settings settings) {
        return TARGET.endpoint(settings)
                .map(server -> new KeycloakSettings(
                        server,
                        settings.string(REALM),
                        settings.string(CLIENT_ID),
                        AdminSecret.parse(TARGET.secret(settings, CLIENT_SECRET, SECRET_RULE)),
                        Pairs.of(settings.list(CLIENTS)),
                        TARGET.allowPrivate(settings),
                        TARGET.connectTimeout(settings),
                        TARGET.deadline(settings)));
    }
}
