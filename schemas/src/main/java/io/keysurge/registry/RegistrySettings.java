// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the registry client, under Confluent's own names, read once. Printing it shows no secret.
 *
 * @param urls where registries answer; each is tried in turn
 * @param authorization the value of the Authorization header; null where the address's own user information is used
 * @param tls what to trust and to present on https; null when no address is https
 * @param requestTimeout longest wait for one answer
 * @param retryTimeout longest time spent on one request, repetitions included
 * @param normalize whether the registry is asked to normalise schemas
 */
public record RegistrySettings(
        List<RegistryUrl> urls,
        @Nullable Password authorization,
        @Nullable SSLContext tls,
        Duration requestTimeout,
        Duration retryTimeout,
        boolean normalize) {

    public static final String URL = "schema.registry.url";
    public static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";
    public static final String BEARER_AUTH_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_AUTH_TOKEN = "bearer.auth.token";
    public static final String SSL_PREFIX = "schema.registry.";
    public static final String REQUEST_TIMEOUT_MS = "schema.registry.request.timeout.ms";
    public static final String RETRY_TIMEOUT_MS = "schema.registry.retry.timeout.ms";
    public static final String NORMALIZE_SCHEMAS = "normalize.schemas";

    private static final String FROM_URL = "URL";
    private static final String FROM_USER_INFO = "USER_INFO";
    private static final String STATIC_TOKEN = "STATIC_TOKEN";
    private static final Password NONE = new Password("");

    public RegistrySettings {
        urls = List.copyOf(urls);
    }

    /** Name, type, default, bounds and meaning of every setting. */
    public static ConfigDef definition() {
        ConfigDef tls = new ConfigDef();
        SslConfigs.addClientSslSupport(tls);
        ConfigDef definition = new ConfigDef()
                .define(
                        URL,
                        LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        HIGH,
                        "Addresses of the schema registry, separated by commas; the next is asked when one does not answer.")
                .define(
                        BASIC_AUTH_SOURCE,
                        STRING,
                        FROM_URL,
                        in(FROM_URL, FROM_USER_INFO),
                        MEDIUM,
                        "Where user and password come from: URL (the address itself) or USER_INFO ("
                                + BASIC_AUTH_USER_INFO + ").")
                .define(
                        BASIC_AUTH_USER_INFO,
                        PASSWORD,
                        NONE,
                        MEDIUM,
                        "User and password for the registry, as user:password; used when " + BASIC_AUTH_SOURCE
                                + " is USER_INFO.")
                .define(
                        BEARER_AUTH_SOURCE,
                        STRING,
                        STATIC_TOKEN,
                        in(STATIC_TOKEN),
                        LOW,
                        "Where the bearer token comes from: STATIC_TOKEN (" + BEARER_AUTH_TOKEN + ").")
                .define(BEARER_AUTH_TOKEN, PASSWORD, NONE, MEDIUM, "Bearer token for the registry; empty for none.")
                .define(
                        REQUEST_TIMEOUT_MS,
                        INT,
                        10_000,
                        between(1, 600_000),
                        LOW,
                        "Longest wait for one whole answer of the registry, in milliseconds.")
                .define(
                        RETRY_TIMEOUT_MS,
                        LONG,
                        60_000L,
                        between(0, 3_600_000L),
                        MEDIUM,
                        "How long one request to a registry that is down is repeated, in milliseconds; must stay below max.poll.interval.ms.")
                .define(
                        NORMALIZE_SCHEMAS,
                        BOOLEAN,
                        false,
                        LOW,
                        "Whether the registry is asked to normalise schemas on registration and look-up.");
        definition.embed(SSL_PREFIX, "Schema registry TLS", 0, tls);
        return definition;
    }

    /**
     * Reads and checks the settings; foreign ones are ignored.
     *
     * @throws ConfigException when one is missing or wrong
     */
    public static RegistrySettings from(Map<String, ?> settings) {
        Map<String, Object> values = definition().parse(settings);
        List<RegistryUrl> urls =
                list(values, URL).stream().map(RegistryUrl::parse).toList();
        if (urls.isEmpty()) {
            throw new ConfigException(URL + ": empty (expected: at least one address)");
        }
        boolean encrypted = urls.stream().anyMatch(RegistryUrl::encrypted);
        return new RegistrySettings(
                urls,
                Authorization.from(
                        FROM_USER_INFO.equals(values.get(BASIC_AUTH_SOURCE)),
                        password(values, BASIC_AUTH_USER_INFO),
                        password(values, BEARER_AUTH_TOKEN)),
                encrypted ? RegistryTls.context(values) : null,
                Duration.ofMillis(((Number) required(values, REQUEST_TIMEOUT_MS)).longValue()),
                Duration.ofMillis(((Number) required(values, RETRY_TIMEOUT_MS)).longValue()),
                Boolean.TRUE.equals(values.get(NORMALIZE_SCHEMAS)));
    }

    private static List<String> list(Map<String, Object> values, String name) {
        return ((List<?>) required(values, name)).stream().map(String::valueOf).toList();
    }

    private static String password(Map<String, Object> values, String name) {
        return ((Password) required(values, name)).value();
    }

    private static Object required(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new ConfigException(name + ": missing (expected: a value)");
        }
        return value;
    }
}
