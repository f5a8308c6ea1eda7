// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.http.Endpoint;
import io.keysurge.keycloak.AdminSecret;
import io.keysurge.keycloak.KeycloakSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of the connector to Keycloak. */
final class KeycloakConfig {

    private static final String MODE = "sink.keycloak.mode";
    private static final String URL = "sink.keycloak.url";
    private static final String REALM = "sink.keycloak.realm";
    private static final String CLIENT_ID = "sink.keycloak.client.id";
    private static final String CLIENT_SECRET = "sink.keycloak.client.secret";
    private static final String CLIENTS = "sink.keycloak.clients";
    private static final String ALLOW_PRIVATE = "sink.keycloak.allow.private";
    private static final String CONNECT_TIMEOUT = "sink.keycloak.connect.timeout.ms";
    private static final String DEADLINE = "sink.keycloak.deadline.ms";

    private KeycloakConfig() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        MODE,
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "live: with sink.mode live too, clients are disabled in Keycloak, under the guard rails.")
                .define(
                        URL,
                        STRING,
                        null,
                        SinkSettings.checked("https://HOST/PATH, or http to a loopback host", Endpoint::parse),
                        HIGH,
                        "Base address of a Keycloak that suspends and revokes identities, in the webhook's place, also while it is in dry run. Not set: there is none.")
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
                        CLIENT_SECRET,
                        PASSWORD,
                        null,
                        SinkSettings.checked("the client secret that Keycloak shows", AdminSecret::parse),
                        HIGH,
                        "The secret of the sink's own client. Needed with sink.keycloak.url.")
                .define(
                        CLIENTS,
                        LIST,
                        "",
                        SinkSettings.each("IDENTITY=CLIENT, separated by commas", Pairs::require),
                        MEDIUM,
                        "Client ids of identities that are called differently in Keycloak, such as nhi-billing=billing-bot.")
                .define(
                        ALLOW_PRIVATE,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Lets Keycloak have a private or loopback address. Link-local and metadata addresses are never called.")
                .define(
                        CONNECT_TIMEOUT,
                        LONG,
                        5_000L,
                        between(1, 60_000),
                        LOW,
                        "How long the connection to Keycloak may take to stand.")
                .define(
                        DEADLINE,
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long all calls of Keycloak for one action may take together.");
    }

    static boolean isLive(Settings settings) {
        return settings.string(MODE).equals(SinkSettings.LIVE);
    }

    /**
     * The connector's settings; empty when there is no Keycloak.
     *
     * @throws InvalidSettingsException when the secret is missing
     */
    static Optional<KeycloakSettings> of(Settings settings) {
        Optional<String> url = settings.optional(URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> secret = settings.optional(CLIENT_SECRET);
        List<String> mistakes = new ArrayList<>();
        if (secret.isEmpty()) {
            mistakes.add(CLIENT_SECRET + ": not set (expected: the client secret that Keycloak shows, because " + URL
                    + " is set)");
            throw new InvalidSettingsException(mistakes);
        }
        return Optional.of(new KeycloakSettings(
                Endpoint.parse(url.get()),
                settings.string(REALM),
                settings.string(CLIENT_ID),
                AdminSecret.parse(secret.get()),
                Pairs.of(settings.list(CLIENTS)),
                settings.flag(ALLOW_PRIVATE),
                settings.millis(CONNECT_TIMEOUT),
                settings.millis(DEADLINE)));
    }
}
