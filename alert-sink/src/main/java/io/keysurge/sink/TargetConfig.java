// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.errand.Reach;
import io.keysurge.http.Endpoint;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings that every connector to an HTTP target has, under a prefix of its own such as {@code sink.keycloak.}. */
final class TargetConfig {

    private static final String URL_RULE = "https://HOST/PATH, or http to a loopback host";

    private final String prefix;
    private final String title;

    /**
     * Settings of one target.
     *
     * @param name the connector's name in the ledger
     * @param title what people call the target
     */
    TargetConfig(String name, String title) {
        this.prefix = "sink." + name + ".";
        this.title = title;
    }

    /** A setting's full name. */
    String name(String rest) {
        return prefix + rest;
    }

    ConfigDef addTo(ConfigDef definition, String whatHappens, String whatItIs) {
        definition.define(
                name("url"),
                STRING,
                null,
                SinkSettings.checked(URL_RULE, Endpoint::parse),
                HIGH,
                "Base address of " + whatItIs + ". Not set: there is none.");
        return addCallsTo(definition, whatHappens);
    }

    /** The same for a target whose address everybody knows; it is there when another setting says so. */
    ConfigDef addKnownTo(ConfigDef definition, String url, String whatHappens, String whatItIs) {
        definition.define(
                name("url"),
                STRING,
                url,
                SinkSettings.checked(URL_RULE, Endpoint::parse),
                LOW,
                "Base address of " + whatItIs + ".");
        return addCallsTo(definition, whatHappens);
    }

    /** Whether and how it is called; where it is, is for another setting to say. */
    ConfigDef addCallsTo(ConfigDef definition, String whatHappens) {
        return definition
                .define(
                        name("mode"),
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "live: with sink.mode live too, " + whatHappens + ", under the guard rails.")
                .define(
                        name("allow.private"),
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Lets " + title
                                + " have a private or loopback address. Link-local and metadata addresses are never called.")
                .define(
                        name("connect.timeout.ms"),
                        LONG,
                        5_000L,
                        between(1, 60_000),
                        LOW,
                        "How long the connection to " + title + " may take to stand.")
                .define(
                        name("deadline.ms"),
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long all calls of " + title + " for one action may take together.");
    }

    boolean isLive(Settings settings) {
        return settings.string(SinkSettings.MODE).equals(SinkSettings.LIVE)
                && settings.string(name("mode")).equals(SinkSettings.LIVE);
    }

    /** Where it is; empty when there is none. */
    Optional<Endpoint> endpoint(Settings settings) {
        return settings.optional(name("url")).map(Endpoint::parse);
    }

    /**
     * A secret without which the target cannot be called.
     *
     * @throws InvalidSettingsException when it is not set
     */
    String secret(Settings settings, String rest, String expected) {
        return settings.optional(name(rest)).orElseThrow(() -> missing(rest, expected, "url"));
    }

    /** Says that a setting is not set although another one is. */
    InvalidSettingsException missing(String rest, String expected, String because) {
        return new InvalidSettingsException(
                List.of(name(rest) + ": not set (expected: " + expected + ", because " + name(because) + " is set)"));
    }

    /** Where it is and how it may be called. To be asked only where its address is set. */
    Reach reach(Settings settings) {
        return new Reach(
                Endpoint.parse(settings.string(name("url"))),
                allowPrivate(settings),
                connectTimeout(settings),
                deadline(settings));
    }

    boolean allowPrivate(Settings settings) {
        return settings.flag(name("allow.private"));
    }

    Duration connectTimeout(Settings settings) {
        return settings.millis(name("connect.timeout.ms"));
    }

    Duration deadline(Settings settings) {
        return settings.millis(name("deadline.ms"));
    }
}
