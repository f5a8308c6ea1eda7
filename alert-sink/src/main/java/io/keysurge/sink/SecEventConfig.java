// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.errand.SecretText;
import io.keysurge.http.Endpoint;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import io.keysurge.secevent.Receiver;
import io.keysurge.secevent.SecEventConnector;
import io.keysurge.secevent.SecEventSettings;
import io.keysurge.secevent.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to a receiver of security events. */
final class SecEventConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(SecEventConnector.NAME, "the receiver");
    private static final String URL = TARGET.name("url");
    private static final String POLL_HOST = TARGET.name("poll.host");
    private static final String POLL_PORT = TARGET.name("poll.port");
    private static final String TOKEN = TARGET.name("token");
    private static final String ISSUER = TARGET.name("issuer");
    private static final String AUDIENCE = TARGET.name("audience");
    private static final String KEY = TARGET.name("key");
    private static final String KEY_ID = TARGET.name("key.id");
    private static final String SUBJECT_ISSUER = TARGET.name("subject.issuer");
    private static final String SUBJECTS = TARGET.name("subjects");
    private static final String TOKEN_RULE = "a bearer token";

    SecEventConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        whoReceives(definition);
        TARGET.addCallsTo(definition, "a receiver is told by security event tokens");
        whatIsSaid(definition);
    }

    private static void whoReceives(ConfigDef definition) {
        definition
                .define(
                        URL,
                        STRING,
                        null,
                        SinkSettings.checked("https://HOST/PATH, or http to a loopback host", Endpoint::parse),
                        HIGH,
                        "Where a receiver of security event tokens takes them (push, RFC 8935). Not set, and no sink.secevent.poll.port either: there is no receiver.")
                .define(
                        POLL_PORT,
                        INT,
                        0,
                        between(0, 65_535),
                        HIGH,
                        "Port of /poll, where a receiver collects the tokens (poll, RFC 8936) in place of sink.secevent.url. 0: it does not.")
                .define(
                        POLL_HOST,
                        STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        MEDIUM,
                        "Address of /poll. It does not encrypt: let something that does stand before it.")
                .define(
                        TOKEN,
                        PASSWORD,
                        null,
                        SinkSettings.checked(TOKEN_RULE, text -> SecretText.parse(text, TOKEN_RULE)),
                        HIGH,
                        "Bearer token by which the receiver lets tokens in, where it asks for one, or by which it is let in to /poll, which always asks.");
    }

    private static void whatIsSaid(ConfigDef definition) {
        definition
                .define(
                        ISSUER,
                        STRING,
                        null,
                        HIGH,
                        "iss of the tokens: the URL by which the receiver knows this transmitter. Needed with a receiver.")
                .define(AUDIENCE, STRING, null, HIGH, "aud of the tokens: the receiver. Needed with a receiver.")
                .define(
                        KEY,
                        PASSWORD,
                        null,
                        SinkSettings.checked(SigningKey.RULE, SigningKey::parse),
                        HIGH,
                        "The private key that signs the tokens. Needed with a receiver, which has the public one.")
                .define(
                        KEY_ID,
                        STRING,
                        null,
                        HIGH,
                        "kid of the tokens, by which the receiver finds the public key. Needed with a receiver.")
                .define(
                        SUBJECT_ISSUER,
                        STRING,
                        null,
                        MEDIUM,
                        "Whose subjects the identities are: sub_id is then of the format iss_sub. Not set: it is opaque.")
                .define(
                        SUBJECTS,
                        LIST,
                        "",
                        SinkSettings.each("IDENTITY=SUBJECT, separated by commas", Pairs::require),
                        LOW,
                        "Subjects of identities that are called differently by the receiver, such as nhi-billing=billing-bot.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        SecEventConnector.NAME,
                        SecEventConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.receiver().shown(),
                        (clock, clients) -> new SecEventConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no receiver.
     *
     * @throws InvalidSettingsException when something is missing, or there are two ways to the receiver
     */
    static Optional<SecEventSettings> described(Settings settings) {
        Optional<Endpoint> pushed = TARGET.endpoint(settings);
        boolean polls = settings.integer(POLL_PORT) != 0;
        if (pushed.isEmpty() && !polls) {
            return Optional.empty();
        }
        requireAll(settings, pushed.isPresent(), polls);
        return Optional.of(new SecEventSettings(
                receiver(settings, pushed),
                settings.string(ISSUER),
                settings.string(AUDIENCE),
                SigningKey.parse(settings.string(KEY)),
                settings.string(KEY_ID),
                settings.optional(SUBJECT_ISSUER).orElse(null),
                Pairs.of(settings.list(SUBJECTS)),
                TARGET.deadline(settings)));
    }

    private static Receiver receiver(Settings settings, Optional<Endpoint> pushed) {
        Optional<SecretText> token = settings.optional(TOKEN).map(text -> SecretText.parse(text, TOKEN_RULE));
        return pushed.isPresent()
                ? new Receiver.Push(
                        pushed.get(),
                        token.orElse(null),
                        TARGET.allowPrivate(settings),
                        TARGET.connectTimeout(settings))
                : new Receiver.Poll(settings.string(POLL_HOST), settings.integer(POLL_PORT), token.orElseThrow());
    }

    private static void requireAll(Settings settings, boolean pushed, boolean polls) {
        String because = " is set)";
        List<String> mistakes = new ArrayList<>();
        if (pushed && polls) {
            mistakes.add(POLL_PORT + ": set (expected: 0, because " + URL + because);
        }
        List<String> needed = new ArrayList<>(List.of(ISSUER, AUDIENCE, KEY, KEY_ID));
        if (polls) {
            needed.add(TOKEN);
        }
        needed.stream()
                .filter(name -> settings.optional(name).isEmpty())
                .forEach(name -> mistakes.add(
                        name + ": not set (expected: a value, because " + (pushed ? URL : POLL_PORT) + because));
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
    }
}
