// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import io.keysurge.wording.NearestName;
import io.keysurge.wording.Redaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Lays the sources over one another, weakest first, and judges the outcome; collects mistakes instead of stopping. */
final class SettingsLoader {

    private static final String ENVIRONMENT_PREFIX = "KEYSURGE_";

    private final ConfigDef definition;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final Map<String, Sourced> given = new TreeMap<>();

    SettingsLoader(ConfigDef definition) {
        this.definition = definition;
    }

    Settings load(List<Path> files, Map<String, String> environment, Map<String, String> flags) {
        for (Path file : files) {
            PropertiesFile.read(file, mistakes).forEach(this::fromFile);
        }
        new TreeMap<>(environment).forEach(this::fromEnvironment);
        flags.forEach(this::fromFlag);

        Map<String, String> effective = fill(new Placeholders(environment));
        Map<String, Object> typed = new TreeMap<>();
        definition.configKeys().values().forEach(key -> judge(key, effective, typed));
        effective.forEach(typed::putIfAbsent);
        if (!mistakes.isEmpty()) {
            Collections.sort(mistakes);
            throw new InvalidSettingsException(mistakes);
        }
        return new Settings(definition, typed, given, unused);
    }

    private void fromFile(String name, Sourced sourced) {
        if (isKnown(name)) {
            given.put(name, sourced);
        } else if (isOfAnotherProcess(name)) {
            unused.add(name + " (" + sourced.from() + ")");
        } else {
            unknown(name, sourced.from());
        }
    }

    private void fromFlag(String name, String value) {
        if (isKnown(name)) {
            given.put(name, new Sourced(value, "flag"));
        } else {
            unknown(name, "flag");
        }
    }

    /**
     * A variable that names no setting is only a mistake when it almost does: container platforms put variables of
     * their own there, such as {@code KEYSURGE_PORT} next to a service called keysurge.
     */
    private void fromEnvironment(String variable, String value) {
        if (!variable.startsWith(ENVIRONMENT_PREFIX)) {
            return;
        }
        String from = "environment " + variable;
        String name = nameOf(variable.substring(ENVIRONMENT_PREFIX.length()));
        if (isKnown(name)) {
            given.put(name, new Sourced(value, from));
        } else if (!variable.equals(ConfigFiles.HOME_VARIABLE)) {
            if (NearestName.among(definition.names(), name).isPresent() && !isOfAnotherProcess(name)) {
                unknown(name, from);
            } else {
                unused.add(variable + " (environment)");
            }
        }
    }

    private String nameOf(String shouted) {
        return definition.names().stream()
                .filter(name ->
                        name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_").equals(shouted))
                .findFirst()
                .orElseGet(() -> shouted.toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    private boolean isKnown(String name) {
        return definition.names().contains(name) || Settings.isPassedThrough(name);
    }

    /** Processes share files and environment; each judges its own names and leaves the others' alone. */
    private boolean isOfAnotherProcess(String name) {
        String namespace = firstWord(name);
        return CommonSettings.NAMESPACES.contains(namespace)
                && definition.names().stream().noneMatch(own -> firstWord(own).equals(namespace));
    }

    private static String firstWord(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void unknown(String name, String from) {
        mistakes.add(name + ": no such setting, from " + from + NearestName.hint(definition.names(), name));
    }

    private Map<String, String> fill(Placeholders placeholders) {
        Map<String, String> effective = new TreeMap<>();
        given.forEach((name, sourced) -> {
            try {
                effective.put(name, placeholders.fill(sourced.written()));
            } catch (Placeholders.UnresolvedException unresolved) {
                mistakes.add(name + ": " + unresolved.getMessage() + ", from " + sourced.from());
            }
        });
        return effective;
    }

    private void judge(ConfigKey key, Map<String, String> effective, Map<String, Object> typed) {
        String value = effective.get(key.name);
        if (value != null) {
            parse(key, value, typed);
        } else if (key.hasDefault()) {
            typed.put(key.name, key.defaultValue == null ? Settings.NOT_SET : key.defaultValue);
        } else if (!given.containsKey(key.name)) {
            mistakes.add(key.name + ": missing (expected: " + Rule.of(key) + "); set it in a properties file, as "
                    + ENVIRONMENT_PREFIX + key.name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
                    + " or with --set");
        }
    }

    private void parse(ConfigKey key, String value, Map<String, Object> typed) {
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            typed.put(key.name, parsed);
        } catch (ConfigException refused) {
            Sourced sourced = given.getOrDefault(key.name, new Sourced(value, "default"));
            String shown = Settings.shown(definition, key.name, sourced.written());
            mistakes.add(key.name + ": " + (shown.isEmpty() ? "empty" : shown) + " (expected: "
                    + expectation(key, refused) + "), from " + sourced.from());
        }
    }

    /** The rule; of a validator that cannot describe itself, what it said this time, unless that could be a secret. */
    private String expectation(ConfigKey key, ConfigException refused) {
        String message = refused.getMessage();
        String marker = "for configuration " + key.name + ": ";
        boolean speechless = key.validator != null && Rule.bounds(key.validator).isEmpty();
        int said = message == null ? -1 : message.indexOf(marker);
        if (!speechless || said < 0 || message == null || Settings.isSecret(definition, key.name)) {
            return Rule.of(key);
        }
        return Redaction.mask(message.substring(said + marker.length()));
    }
}
