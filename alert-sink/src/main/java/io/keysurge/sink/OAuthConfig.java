// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.errand.SecretText;
import io.keysurge.http.Endpoint;
import io.keysurge.oauth.OAuthConnector;
import io.keysurge.oauth.OAuthSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of the connector to an OAuth 2 authorization server. */
final class OAuthConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(OAuthConnector.NAME, "the authorization server");
    private static final String URL_RULE = "https://HOST/PATH, or http to a loopback host";
    private static final String INTROSPECTION = TARGET.name("introspection.url");
    private static final String CLIENT_ID = TARGET.name("client.id");
    private static final String CLIENT_SECRET = "client.secret";
    private static final String SECRET_RULE = "the secret of the client that the tokens were issued to";
    private static final String TOKENS = "tokens";
    private static final String TOKENS_RULE = "IDENTITY=TOKEN, separated by commas";
    private static final String TOKEN_TYPE = TARGET.name("token.type");

    OAuthConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        definition.define(
                TARGET.name("url"),
                STRING,
                null,
                SinkSettings.checked(URL_RULE, Endpoint::parse),
                HIGH,
                "Revocation endpoint (RFC 7009) of an OAuth 2 authorization server, which revokes the tokens named in sink.oauth.tokens. Not set: there is none.");
        TARGET.addCallsTo(definition, "tokens are revoked at the authorization server")
                .define(
                        INTROSPECTION,
                        STRING,
                        null,
                        SinkSettings.checked(URL_RULE, Endpoint::parse),
                        MEDIUM,
                        "Introspection endpoint (RFC 7662) of the same server, by which it is seen whether a token still works. Not set: nobody looks.")
                .define(
                        CLIENT_ID,
                        STRING,
                        "keysurge",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "The client that the tokens were issued to; servers revoke no other's.")
                .define(
                        TARGET.name(CLIENT_SECRET),
                        PASSWORD,
                        null,
                        SinkSettings.checked(SECRET_RULE, text -> SecretText.parse(text, SECRET_RULE)),
                        HIGH,
                        "The secret of that client. Needed with sink.oauth.url.")
                .define(
                        TARGET.name(TOKENS),
                        PASSWORD,
                        null,
                        SinkSettings.checked(TOKENS_RULE, OAuthConfig::parse),
                        HIGH,
                        "Tokens by identity, such as nhi-billing=${file:/run/secrets/tokens:billing}; an identity with several is named once for each. Only these identities are revoked here. Needed with sink.oauth.url.")
                .define(
                        TOKEN_TYPE,
                        STRING,
                        "refresh_token",
                        ValidString.in("refresh_token", "access_token"),
                        LOW,
                        "What the tokens are, as a hint to the server.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        OAuthConnector.NAME,
                        OAuthConnector.STEPS,
                        described.tokens().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new OAuthConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no authorization server.
     *
     * @throws InvalidSettingsException when the client's secret or the tokens are missing
     */
    static Optional<OAuthSettings> described(Settings settings) {
        return TARGET.endpoint(settings)
                .map(revocation -> new OAuthSettings(
                        revocation,
                        settings.optional(INTROSPECTION).map(Endpoint::parse).orElse(null),
                        settings.string(CLIENT_ID),
                        SecretText.parse(TARGET.secret(settings, CLIENT_SECRET, SECRET_RULE), SECRET_RULE),
                        parse(TARGET.secret(settings, TOKENS, TOKENS_RULE)),
                        settings.string(TOKEN_TYPE),
                        TARGET.allowPrivate(settings),
                        TARGET.connectTimeout(settings),
                        TARGET.deadline(settings)));
    }

    /** Whoever catches what this throws must not repeat it. */
    private static Map<String, List<SecretText>> parse(String text) {
        Map<String, List<SecretText>> tokens = new HashMap<>();
        for (String each : text.split(",", -1)) {
            String pair = each.strip();
            Pairs.require(pair);
            tokens.computeIfAbsent(pair.substring(0, pair.indexOf('=')), identity -> new ArrayList<>())
                    .add(SecretText.parse(Pairs.name(pair), TOKENS_RULE));
        }
        return tokens;
    }
}
