// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.imports.Fingerprints;
import io.keysurge.imports.ImportSettings;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of the listener as a process.
 *
 * @param otlpPort where OTLP traces are taken; empty: nowhere
 * @param liteLlmPort where LiteLLM's logs are taken; empty: nowhere
 * @param host address that both listen on
 * @param token what senders have to know; empty: nothing
 * @param mostBytes of a body, unpacked
 * @param mostAtOnce requests of each port that are worked on at once
 * @param deadline how long a request may wait for the broker
 * @param imports what payloads do not say of themselves
 */
public record ListenConfig(
        Optional<Integer> otlpPort,
        Optional<Integer> liteLlmPort,
        String host,
        Optional<String> token,
        int mostBytes,
        int mostAtOnce,
        Duration deadline,
        ImportSettings imports) {

    /** Port for OTLP/HTTP traces. */
    public static final String OTLP_PORT = "listen.otlp.port";
    /** Port for LiteLLM's generic logging callback. */
    public static final String LITELLM_PORT = "listen.litellm.port";
    /** Address that senders reach. */
    public static final String HOST = "listen.host";
    /** What senders have to know. */
    public static final String TOKEN = "listen.token";
    /** Address that health and metrics listen on. */
    public static final String HTTP_HOST = "listen.http.host";
    /** Port that health and metrics listen on. */
    public static final String HTTP_PORT = "listen.http.port";

    private static final String BODY_BYTES = "listen.body.bytes";
    private static final String AT_ONCE = "listen.requests.at.once";
    private static final String DEADLINE = "listen.deadline.ms";

    private static final String IDENTITY_ATTRIBUTES = "listen.identity.attributes";
    private static final String IDENTITY = "listen.identity";

    /** Says of events who published them, where payloads do not. */
    private static final String PRODUCER = "keysurge-listen";

    private static final int NO_PORT = -1;
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_TOKEN = 16;
    private static final int MEBIBYTE = 1024 * 1024;

    /** Every setting of the listener: common ones, those of imports, its own. */
    public static ConfigDef definition() {
        return addTo(ImportConfig.addTo(CommonSettings.definition()));
    }

    /** The settings that only the listener has. */
    public static ConfigDef own() {
        return addTo(new ConfigDef());
    }

    private static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        OTLP_PORT,
                        INT,
                        NO_PORT,
                        between(NO_PORT, HIGHEST_PORT),
                        HIGH,
                        "Port for OTLP/HTTP traces (POST /v1/traces); 0 takes a free one, -1 none.")
                .define(
                        LITELLM_PORT,
                        INT,
                        NO_PORT,
                        between(NO_PORT, HIGHEST_PORT),
                        HIGH,
                        "Port for LiteLLM's generic logging callback (POST /); 0 takes a free one, -1 none.")
                .define(
                        HOST,
                        STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Address that senders reach. One that other machines reach needs listen.token, and something in front that encrypts.")
                .define(
                        TOKEN,
                        PASSWORD,
                        null,
                        HIGH,
                        "What senders send as Authorization: Bearer. 16 characters or more; needed unless listen.host is the loopback address.")
                .define(
                        BODY_BYTES,
                        INT,
                        8 * MEBIBYTE,
                        between(1024, 256 * MEBIBYTE),
                        MEDIUM,
                        "Largest body, packed and unpacked. A request takes up to ten times as much memory while it is worked on.")
                .define(
                        AT_ONCE,
                        INT,
                        8,
                        between(1, 256),
                        MEDIUM,
                        "Requests of each port that are worked on at once; more are told to come again.")
                .define(
                        DEADLINE,
                        INT,
                        8_000,
                        between(1_000, 120_000),
                        MEDIUM,
                        "How long a request waits for the broker's confirmation before its sender is told to come again. Less than the sender's own patience, which is 10 s in OpenTelemetry's SDKs.")
                .define(
                        IDENTITY_ATTRIBUTES,
                        LIST,
                        "",
                        MEDIUM,
                        "Attributes or metadata that hold the identity, the first that is there wins; asked before nhi.identity.id and a key's alias.")
                .define(
                        IDENTITY,
                        STRING,
                        null,
                        MEDIUM,
                        "Whose calls they are where a record names nobody. Not set: such records are refused.")
                .define(HTTP_HOST, STRING, "127.0.0.1", LOW, "Address that health and metrics listen on.")
                .define(
                        HTTP_PORT,
                        INT,
                        21102,
                        between(0, HIGHEST_PORT),
                        MEDIUM,
                        "Port that health and metrics listen on; 0 takes a free one.");
    }

    /**
     * The settings read together.
     *
     * @throws InvalidSettingsException listing what contradicts what
     */
    public static ListenConfig of(Settings settings) {
        List<String> mistakes = new ArrayList<>();
        ListenConfig config = new ListenConfig(
                port(settings, OTLP_PORT),
                port(settings, LITELLM_PORT),
                settings.string(HOST),
                settings.optional(TOKEN),
                settings.integer(BODY_BYTES),
                settings.integer(AT_ONCE),
                settings.millis(DEADLINE),
                imports(settings, mistakes));
        if (config.otlpPort.isEmpty() && config.liteLlmPort.isEmpty()) {
            mistakes.add("no port: neither " + OTLP_PORT + " nor " + LITELLM_PORT
                    + " is set (expected: one of them at least; --otlp PORT, --litellm PORT)");
        }
        if (config.otlpPort.isPresent() && config.otlpPort.equals(config.liteLlmPort) && config.otlpPort.get() != 0) {
            mistakes.add(
                    LITELLM_PORT + ": " + config.liteLlmPort.get() + " (expected: another than " + OTLP_PORT + ")");
        }
        config.token
                .filter(token -> token.length() < SHORTEST_TOKEN)
                .ifPresent(token -> mistakes.add(TOKEN + ": " + token.length() + " characters (expected: "
                        + SHORTEST_TOKEN + " or more; make one with: openssl rand -hex 32)"));
        if (config.token.isEmpty() && !isLoopback(config.host)) {
            mistakes.add(TOKEN + ": not set (expected: set, because " + HOST + " is " + config.host
                    + ", which other machines may reach; make one with: openssl rand -hex 32)");
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
        return config;
    }

    private static ImportSettings imports(Settings settings, List<String> mistakes) {
        Fingerprints fingerprints = Fingerprints.NONE;
        try {
            fingerprints = ImportConfig.fingerprints(settings);
        } catch (InvalidSettingsException guess) {
            mistakes.addAll(guess.mistakes());
        }
        List<String> attributes = settings.list(IDENTITY_ATTRIBUTES).stream()
                .filter(name -> !name.isBlank())
                .toList();
        return new ImportSettings(attributes, settings.optional(IDENTITY).orElse(null), null, fingerprints, PRODUCER);
    }

    private static Optional<Integer> port(Settings settings, String name) {
        return Optional.of(settings.integer(name)).filter(port -> port != NO_PORT);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
