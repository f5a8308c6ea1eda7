// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** One properties file, UTF-8. A name that stands twice in it is a mistake: nobody can see which line wins. */
final class PropertiesFile {

    private PropertiesFile() {}

    static Map<String, Sourced> read(Path file, List<String> mistakes) {
        var found = new Entries(file, mistakes);
        if (!Files.isRegularFile(file)) {
            mistakes.add(file + ": no such file (expected: a readable properties file)");
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            found.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            mistakes.add(file + ": " + unreadable.getClass().getSimpleName()
                    + " (expected: a readable properties file in UTF-8)");
        }
        return found.entries;
    }

    /** Sees each line of the file as it is read, which is the only place where a repeated name shows. */
    private static final class Entries extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, Sourced> entries = new TreeMap<>();
        private final transient Path file;
        private final transient List<String> mistakes;

        Entries(Path file, List<String> mistakes) {
            this.file = file;
            this.mistakes = mistakes;
        }

        @Override
        public synchronized Object put(Object name, Object value) {
            var sourced = new Sourced(value.toString(), file.toString());
            if (entries.put(name.toString(), sourced) != null) {
                mistakes.add(name + ": stands twice in " + file + " (expected: once)");
            }
            return sourced;
        }
    }
}
