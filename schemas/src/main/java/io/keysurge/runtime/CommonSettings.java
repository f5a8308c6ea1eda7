// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.topics.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigException;

/** The settings that every Keysurge process has: where the broker and the registry are, and what topics are called. */
public final class CommonSettings {

    /** Brokers to ask first. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** Addresses of the schema registry. */
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    /** What every topic name begins with. */
    public static final String TOPIC_PREFIX = "topic.prefix";

    /** The serde that turns contracts into bytes. */
    public static final String AVRO_SERDE_CLASS = "avro.serde.class";

    /** Whether producers register schemas. */
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

    /** Whether producers write with the registry's newest schema. */
    public static final String USE_LATEST_VERSION = "use.latest.version";

    /** Settings that are handed to clients and serdes under their own names. */
    static final Set<String> FOR_CLIENTS =
            Set.of(BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, AVRO_SERDE_CLASS, AUTO_REGISTER_SCHEMAS, USE_LATEST_VERSION);

    /**
     * First words of names that belong to one process each. Processes share files and environment, so a process that
     * defines no name of such a namespace passes over the whole of it; anything else that it does not know is a mistake.
     */
    static final Set<String> NAMESPACES = Set.of(
            "detector",
            "state",
            "sink",
            "listen",
            "baseline",
            "calendar",
            "credential",
            "environment",
            "episode",
            "event",
            "fanout",
            "identity",
            "pace",
            "producer",
            "sensitivity",
            "spend",
            "spike");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Z_]+://)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,100}");
    private static final int HIGHEST_PORT = 65_535;

    private CommonSettings() {}

    /** A new definition of these settings, for an application to add its own to. */
    public static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        BOOTSTRAP_SERVERS,
                        LIST,
                        "127.0.0.1:21092",
                        each("host:port, separated by commas", CommonSettings::isAddress),
                        HIGH,
                        "Kafka brokers to ask first for all the others.")
                .define(
                        SCHEMA_REGISTRY_URL,
                        LIST,
                        "http://127.0.0.1:21081/apis/ccompat/v7",
                        each("http or https addresses, separated by commas", CommonSettings::isHttp),
                        HIGH,
                        "Schema registry that speaks Confluent's REST API; of several, the first that answers is used.")
                .define(
                        TOPIC_PREFIX,
                        STRING,
                        Topics.DEFAULT_PREFIX,
                        text("at most 100 letters, digits, dots, underscores or dashes", PREFIX),
                        MEDIUM,
                        "What every topic name begins with. Part of the running state: changing it strands the data.")
                .define(
                        AVRO_SERDE_CLASS,
                        STRING,
                        "io.keysurge.serde.AvroSerde",
                        new ConfigDef.NonEmptyString(),
                        LOW,
                        "Serde for the contracts in the Confluent wire format. With Confluent's jars on the class path:"
                                + " io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde.")
                .define(
                        AUTO_REGISTER_SCHEMAS,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Whether a producer registers its schema at the first record. False: only `keysurge setup` does,"
                                + " so that no running process needs the right to change contracts.")
                .define(
                        USE_LATEST_VERSION,
                        BOOLEAN,
                        false,
                        LOW,
                        "Whether a producer writes with the subject's newest schema instead of its own.");
    }

    /** The topic catalogue under the configured prefix. */
    public static Topics topics(Settings settings) {
        return new Topics(settings.string(TOPIC_PREFIX));
    }

    private interface Claim {
        boolean holdsFor(String text);
    }

    private static ConfigDef.Validator each(String rule, Claim claim) {
        return LambdaValidator.with(
                (name, value) -> {
                    List<?> all = (List<?>) value;
                    if (all.isEmpty() || !all.stream().allMatch(one -> claim.holdsFor(one.toString()))) {
                        throw new ConfigException(name + ": expected " + rule);
                    }
                },
                () -> rule);
    }

    private static ConfigDef.Validator text(String rule, Pattern pattern) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (!pattern.matcher(value.toString()).matches()) {
                        throw new ConfigException(name + ": expected " + rule);
                    }
                },
                () -> rule);
    }

    private static boolean isAddress(String text) {
        var matcher = ADDRESS.matcher(text);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) <= HIGHEST_PORT;
    }

    private static boolean isHttp(String text) {
        try {
            var address = new URI(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
