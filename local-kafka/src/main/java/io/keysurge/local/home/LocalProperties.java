// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The properties file that tells every command and service of an installation where the others are. What a person adds to it stays.
 *
 * @param file where it lies
 */
public record LocalProperties(Path file) {
    private static final String HEADER = "# Written by keysurge up, which keeps the lines it does not know.";

    /** The value of a property, if the file exists and sets it. */
    public Optional<String> value(String name) {
        var properties = new Properties();
        try (Reader reader = new StringReader(String.join("\n", lines()))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("%s: cannot be read (%s); mend or delete it".formatted(file, e.getMessage()), e);
        }
        return Optional.ofNullable(properties.getProperty(name));
    }

    /** Sets these properties, each on the line it has had, and leaves every other line as it is. */
    public void set(Map<String, String> values) {
        var left = new LinkedHashMap<>(values);
        var lines = new ArrayList<String>();
        for (String line : lines()) {
            String name = name(line);
            if (!values.containsKey(name)) {
                lines.add(line);
            } else if (left.containsKey(name)) {
                lines.add(line(name, left.remove(name)));
            }
        }
        left.forEach((name, value) -> lines.add(line(name, value)));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new StartException("%s: cannot be written (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of(HEADER);
        } catch (IOException e) {
            throw new StartException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private static String name(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(0, equals).strip();
    }

    private static String line(String name, String value) {
        return name + "=" + value.replace("\\", "\\\\");
    }
}
