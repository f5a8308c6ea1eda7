// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.email.EmailConnector;
import io.keysurge.email.EmailSettings;
import io.keysurge.email.EmailSettings.Security;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of e-mail. */
final class EmailConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(EmailConnector.NAME, "the mail server");
    private static final String HOST = TARGET.name("smtp.host");
    private static final String PORT = TARGET.name("smtp.port");
    private static final String SECURITY = TARGET.name("smtp.security");
    private static final String USER = TARGET.name("smtp.user");
    private static final String PASSWORD_OF_USER = TARGET.name("smtp.password");
    private static final String FROM = TARGET.name("from");
    private static final String TO = TARGET.name("to");
    private static final String OWNERS = TARGET.name("owners");
    private static final String TIMEOUT = TARGET.name("timeout.ms");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

    EmailConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        definition
                .define(
                        TARGET.name("mode"),
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "live: with sink.mode live too, people are told of alerts by e-mail.")
                .define(HOST, STRING, null, HIGH, "Host of the mail server (SMTP). Not set: there is none.")
                .define(PORT, INT, 587, between(1, 65_535), MEDIUM, "Port of the mail server.")
                .define(
                        SECURITY,
                        STRING,
                        "starttls",
                        ValidString.in("tls", "starttls", "none"),
                        MEDIUM,
                        "tls: encrypted from the first byte. starttls: the server has to offer it. none: for a relay on the same machine.")
                .define(USER, STRING, null, MEDIUM, "Who logs in at the mail server. Not set: nobody does.")
                .define(PASSWORD_OF_USER, PASSWORD, null, MEDIUM, "Password of that user.")
                .define(
                        FROM,
                        STRING,
                        "keysurge@localhost",
                        SinkSettings.checked("NAME@HOST", EmailConfig::requireAddress),
                        MEDIUM,
                        "The sender's address.")
                .define(
                        TO,
                        LIST,
                        "",
                        SinkSettings.each("NAME@HOST, separated by commas", EmailConfig::requireAddress),
                        HIGH,
                        "Addresses of the responders. Needed with sink.email.smtp.host.")
                .define(
                        OWNERS,
                        LIST,
                        "",
                        SinkSettings.each("OWNER=NAME@HOST, separated by commas", EmailConfig::requireOwner),
                        MEDIUM,
                        "Addresses of owners, as the registry calls them, who are told of lesser alerts on what is theirs; of others' the responders are told.")
                .define(
                        TIMEOUT,
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long the connection to the mail server, and each of its answers, may take.");
    }

    private static void requireAddress(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("address: " + text.length() + " characters (expected: NAME@HOST)");
        }
    }

    private static void requireOwner(String pair) {
        Pairs.require(pair);
        requireAddress(Pairs.name(pair));
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return settings.optional(HOST)
                .map(host -> described(settings, host))
                .map(described -> new Target(
                        EmailConnector.NAME,
                        EmailConnector.STEPS,
                        null,
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new EmailConnector(described, clock)));
    }

    private static EmailSettings described(Settings settings, String host) {
        if (settings.list(TO).isEmpty()) {
            throw new InvalidSettingsException(
                    List.of(TO + ": not set (expected: addresses, because " + HOST + " is set)"));
        }
        Optional<String> user = settings.optional(USER);
        Optional<String> password = settings.optional(PASSWORD_OF_USER);
        if (user.isPresent() != password.isPresent()) {
            throw new InvalidSettingsException(List.of((user.isPresent() ? PASSWORD_OF_USER : USER)
                    + ": not set (expected: both or neither of " + USER + " and " + PASSWORD_OF_USER + ")"));
        }
        return new EmailSettings(
                host,
                settings.integer(PORT),
                Security.valueOf(settings.string(SECURITY).toUpperCase(Locale.ROOT)),
                user.orElse(null),
                password.orElse(null),
                settings.string(FROM),
                settings.list(TO),
                Pairs.of(settings.list(OWNERS)),
                settings.millis(TIMEOUT));
    }
}
