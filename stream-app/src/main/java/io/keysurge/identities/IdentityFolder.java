// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.wording.Redaction;
import io.keysurge.yaml.FileRules;
import io.keysurge.yaml.Findings;
import io.keysurge.yaml.Mistake;
import io.keysurge.yaml.YamlTree;
import io.keysurge.yaml.YamlTree.NotATreeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A folder of YAML files, read as one: every {@code .yaml} and {@code .yml} below it. Their form is that of {@code
 * identities.schema.json}.
 */
public final class IdentityFolder {

    private final Path folder;
    private final FileRules rules = new FileRules(
            "/identities.schema.json",
            Map.of(
                    "period", "hour, day, week, month, or an ISO 8601 period such as P14D",
                    "anchor", "a local time such as 2026-01-15T06:00",
                    "unit", "tokens, or an ISO 4217 code"));
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Defaults defaults = new Defaults();
    private final Map<String, Source> sources = new TreeMap<>();

    /** A file that is a tree, and which of its parts have their form. */
    private record Source(YamlTree tree, Findings findings) {}

    private IdentityFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a folder, or one file.
     *
     * @return every identity with all its traits, and what groups of them share
     * @throws InvalidIdentitiesException with all mistakes in all files
     * @throws IOException when a file cannot be read
     */
    public static Declared read(Path folder) throws InvalidIdentitiesException, IOException {
        return new IdentityFolder(folder).read();
    }

    private Declared read() throws InvalidIdentitiesException, IOException {
        for (Path file : files()) {
            parse(file);
        }
        Map<String, IdentityRecord> identities = new TreeMap<>();
        Map<String, SharedBudgets> sharedBudgets = new TreeMap<>();
        sources.forEach(this::addDefaults);
        declare(Section.identities(defaults), identities);
        declare(Section.sharedBudgets(), sharedBudgets);
        if (!mistakes.isEmpty()) {
            throw new InvalidIdentitiesException(mistakes.stream().sorted().toList());
        }
        return new Declared(identities, sharedBudgets);
    }

    private List<Path> files() throws IOException {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": not there (expected: a folder with .yaml files, or one such file)");
        }
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> files = below.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IOException(folder + ": no file (expected: .yaml or .yml files below it)");
            }
            return files;
        }
    }

    private void parse(Path file) throws IOException {
        String name = Files.isRegularFile(folder)
                ? folder.getFileName().toString()
                : folder.relativize(file).toString();
        try {
            YamlTree tree = YamlTree.parse(Files.readString(file), "identities, shared_budgets, or defaults");
            Findings findings = rules.examine(name, tree);
            mistakes.addAll(findings.mistakes());
            sources.put(name, new Source(tree, findings));
        } catch (NotATreeException e) {
            mistakes.add(new Mistake(name, e.line(), "", String.valueOf(e.getMessage())));
        } catch (CharacterCodingException e) {
            mistakes.add(new Mistake(name, 1, "", "not UTF-8 (expected: UTF-8 text)"));
        }
    }

    /** What is wrong with a default is told there, once, whoever inherits it. */
    private void addDefaults(String file, Source source) {
        Defaults.places(source.tree().root().path("defaults")).forEach((place, value) -> {
            String pointer = "/defaults" + place;
            ObjectNode traits = source.findings().sound(pointer, value);
            if (traits == null) {
                return;
            }
            defaults.put(place, traits, file)
                    .ifPresent(before ->
                            add(file, source, pointer, "stands in " + before + " too (expected: in one file)"));
            List<Broken> broken = Section.identities(defaults)
                    .alone(traits.deepCopy().put("id", "defaults"))
                    .broken();
            broken.forEach(each -> add(file, source, pointer + each.place(), each.rule()));
            defaults.note(place, broken);
        });
    }

    private <V extends SpecificRecord> void declare(Section<V> section, Map<String, V> declared) {
        Map<String, String> places = new HashMap<>();
        sources.forEach((file, source) -> declare(file, source, section, places, declared));
    }

    private <V extends SpecificRecord> void declare(
            String file, Source source, Section<V> section, Map<String, String> places, Map<String, V> declared) {
        JsonNode entries = source.tree().root().path(section.name());
        for (int i = 0; entries.isArray() && i < entries.size(); i++) {
            String pointer = "/" + section.name() + "/" + i;
            ObjectNode entry = source.findings().sound(pointer, entries.get(i));
            if (entry == null || !section.needed().stream().allMatch(entry::has)) {
                continue;
            }
            String key = section.key().apply(entry);
            String before = places.putIfAbsent(key, file + ":" + source.tree().line(pointer));
            if (before != null) {
                String rule = Redaction.quote(key) + " stands in " + before + " too (expected: once)";
                add(file, source, pointer + "/" + section.naming(), rule);
            }
            Outcome<V> outcome = section.outcome(entry);
            outcome.broken().forEach(each -> add(file, source, pointer + each.place(), each.rule()));
            if (outcome.record() != null) {
                declared.put(key, outcome.record());
            }
        }
    }

    /** What an entry and its defaults break only together stands in the entry's line. */
    private void add(String file, Source source, String pointer, String rule) {
        mistakes.add(new Mistake(file, source.tree().line(pointer), FileRules.field(pointer), rule));
    }
}
