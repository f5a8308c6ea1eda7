// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import io.keysurge.wording.Redaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;

/**
 * The settings in force: typed, validated, each with the place it came from. Immutable.
 *
 * <p>A name that was never defined is a mistake of the programmer, so asking for it throws
 * {@link IllegalArgumentException}; so does asking for a setting as another type than its own.
 */
public final class Settings {

    /** Stands for a default of null: a setting that may be absent. */
    static final Object NOT_SET = new Object();

    private static final String KAFKA = "kafka.";
    private static final List<String> REGISTRY = List.of("schema.registry.", "basic.auth.", "bearer.auth.");
    private static final int HASH_DIGITS = 16;

    private final ConfigDef definition;
    private final Map<String, Object> values;
    private final Map<String, Sourced> given;
    private final List<String> unused;

    Settings(ConfigDef definition, Map<String, Object> values, Map<String, Sourced> given, List<String> unused) {
        this.definition = definition;
        this.values = new TreeMap<>(values);
        this.given = new TreeMap<>(given);
        this.unused = List.copyOf(unused);
    }

    /**
     * Reads every source, each overriding those before it: the definition's defaults, the files in order, the
     * {@code KEYSURGE_*} variables of the environment, the flags. {@code ${env:NAME}}, {@code ${file:PATH:NAME}} and
     * {@code ${dir:PATH:FILE}} are filled in.
     *
     * <p>Beside the defined names, {@code kafka.*}, {@code schema.registry.*}, {@code basic.auth.*} and
     * {@code bearer.auth.*} are passed through to the clients.
     *
     * @throws InvalidSettingsException listing every mistake
     */
    public static Settings load(
            ConfigDef definition, List<Path> files, Map<String, String> environment, Map<String, String> flags) {
        return new SettingsLoader(definition).load(files, environment, flags);
    }

    /**
     * The defaults and the flags alone.
     *
     * @throws InvalidSettingsException listing every mistake
     */
    public static Settings of(ConfigDef definition, Map<String, String> flags) {
        return load(definition, List.of(), Map.of(), flags);
    }

    /** The value of a text, class or password setting that is always set. */
    public String string(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(name + ": not set"));
    }

    /** The value of a text, class or password setting; empty where its default is null and nothing was given. */
    public Optional<String> optional(String name) {
        Object value = value(name);
        return value == NOT_SET ? Optional.empty() : Optional.of(text(name, value));
    }

    /** The value of an INT or SHORT setting. */
    public int integer(String name) {
        return Math.toIntExact(whole(name));
    }

    /** The value of a SHORT, INT or LONG setting. */
    public long number(String name) {
        return whole(name);
    }

    /** The value of a numeric setting. */
    public double real(String name) {
        return typed(name, Number.class).doubleValue();
    }

    /** The value of a BOOLEAN setting. */
    public boolean flag(String name) {
        return typed(name, Boolean.class);
    }

    /** The value of a whole-number setting that counts milliseconds. */
    public Duration millis(String name) {
        return Duration.ofMillis(whole(name));
    }

    /** The value of a LIST setting. */
    public List<String> list(String name) {
        List<?> list = typed(name, List.class);
        return list.stream().map(Object::toString).toList();
    }

    /**
     * What Kafka's clients and the serdes are configured with: {@code bootstrap.servers}, every {@code kafka.*} with
     * that prefix cut, and the registry's settings under their own names. Holds secrets in the clear.
     */
    public Map<String, Object> clientSettings() {
        Map<String, Object> client = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value == NOT_SET) {
                return;
            }
            if (name.startsWith(KAFKA)) {
                client.put(name.substring(KAFKA.length()), plain(value));
            } else if (CommonSettings.FOR_CLIENTS.contains(name)
                    || REGISTRY.stream().anyMatch(name::startsWith)) {
                client.put(name, plain(value));
            }
        });
        return client;
    }

    /** Every setting in force as {@code name=value  # where it came from}, in alphabetical order, secrets masked. */
    public String print() {
        var lines = new StringBuilder();
        values.forEach((name, value) -> {
            Sourced sourced = given.get(name);
            String shown = sourced == null
                    ? shown(definition, name, asText(value))
                    : shown(definition, name, sourced.written());
            lines.append(name).append('=').append(shown).append("  # ");
            lines.append(sourced == null ? "default" : sourced.from()).append('\n');
        });
        unused.forEach(name ->
                lines.append("# not used by this process: ").append(name).append('\n'));
        return lines.toString();
    }

    /** 16 hexadecimal digits over every setting that holds no secret; equal settings give equal hashes. */
    public String hash() {
        return hash(name -> true);
    }

    /** {@link #hash()} over the settings whose names pass. */
    public String hash(Predicate<String> names) {
        MessageDigest digest = sha256();
        values.forEach((name, value) -> {
            if (names.test(name) && !isSecret(definition, name)) {
                // What a client's placeholder stands for may be a secret whatever its name says.
                Sourced sourced = given.get(name);
                boolean defined = definition.names().contains(name);
                String text = sourced == null || defined ? asText(value) : sourced.written();
                digest.update((name + '=' + text + '\0').getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    }

    static boolean isPassedThrough(String name) {
        return (name.startsWith(KAFKA) && name.length() > KAFKA.length())
                || REGISTRY.stream().anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
    }

    static boolean isSecret(ConfigDef definition, String name) {
        ConfigKey key = definition.configKeys().get(name);
        return (key != null && key.type == ConfigDef.Type.PASSWORD) || Redaction.isSecretName(name);
    }

    /** A value as it may be read by people: on one line, and without secrets; a placeholder is none. */
    static String shown(ConfigDef definition, String name, String written) {
        boolean hidden = isSecret(definition, name) && !written.isEmpty() && !Placeholders.isOnly(written);
        return hidden ? Redaction.HIDDEN : Redaction.mask(written).replaceAll("\\R", "\\\\n");
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": no such setting");
        }
        return value;
    }

    private <T> T typed(String name, Class<T> type) {
        Object value = value(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + ": not a setting of type " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private long whole(String name) {
        Number number = typed(name, Number.class);
        if (number instanceof Double) {
            throw new IllegalArgumentException(name + ": not a setting of a whole number");
        }
        return number.longValue();
    }

    private static String text(String name, Object value) {
        if (value instanceof Number || value instanceof Boolean || value instanceof List) {
            throw new IllegalArgumentException(name + ": not a setting of text");
        }
        return asText(value instanceof Password password ? password.value() : value);
    }

    private static Object plain(Object value) {
        return value instanceof Password password ? password.value() : value;
    }

    private static String asText(Object value) {
        if (value == NOT_SET) {
            return "";
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
