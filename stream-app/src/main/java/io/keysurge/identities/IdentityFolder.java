// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.wording.Redaction;
import io.keysurge.yaml.FileRules;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A folder of YAML files, read as one: every {@code .yaml} and {@code .yml} below it. Their form is that of {@code
 * identities.schema.json}.
 */
public final class IdentityFolder {

    private static final String SOFT_LIMITS = "soft_limits";
    private static final String BUDGETS = "budgets";
    private static final Pattern BUDGET = Pattern.compile("budgets\\[(\\d+)\\](.*)");

    private final Path folder;
    private final FileRules rules = new FileRules(
            "/identities.schema.json",
            Map.of(
                    "period", "hour, day, week, month, or an ISO 8601 period such as P14D",
                    "anchor", "a local time such as 2026-01-15T06:00",
                    "unit", "tokens, or an ISO 4217 code"));
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Defaults defaults = new Defaults();
    private final Map<String, YamlTree> trees = new TreeMap<>();

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
        if (mistakes.isEmpty()) {
            trees.forEach(this::addDefaults);
            declare(Section.identities(defaults), identities);
            declare(Section.sharedBudgets(), sharedBudgets);
        }
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
            mistakes.addAll(rules.check(name, tree));
            trees.put(name, tree);
        } catch (NotATreeException e) {
            mistakes.add(new Mistake(name, e.line(), "", String.valueOf(e.getMessage())));
        } catch (CharacterCodingException e) {
            mistakes.add(new Mistake(name, 1, "", "not UTF-8 (expected: UTF-8 text)"));
        }
    }

    private void addDefaults(String file, YamlTree tree) {
        defaults.add(tree.root().path("defaults"), file).ifPresent(clash -> {
            String pointer = "/defaults" + clash.pointer();
            mistakes.add(new Mistake(
                    file,
                    tree.line(pointer),
                    FileRules.field(pointer),
                    "stands in " + clash.file() + " too (expected: in one file)"));
        });
    }

    private <V extends SpecificRecord> void declare(Section<V> section, Map<String, V> declared) {
        Map<String, String> places = new HashMap<>();
        trees.forEach((file, tree) -> declare(file, tree, section, places, declared));
    }

    private <V extends SpecificRecord> void declare(
            String file, YamlTree tree, Section<V> section, Map<String, String> places, Map<String, V> declared) {
        JsonNode entries = tree.root().path(section.name());
        for (int i = 0; i < entries.size(); i++) {
            String pointer = "/" + section.name() + "/" + i;
            String key = section.key().apply(entries.get(i));
            String here = file + ":" + tree.line(pointer);
            String before = places.putIfAbsent(key, here);
            if (before != null) {
                add(
                        file,
                        tree,
                        pointer + "/" + section.naming(),
                        Redaction.quote(key) + " stands in " + before + " too (expected: once)");
                continue;
            }
            ObjectNode whole = section.tree().apply(entries.get(i));
            int hard = whole.path(BUDGETS).size();
            addSoftLimits(whole);
            try {
                V record = RecordJson.read(whole, section.type());
                section.rules()
                        .apply(record, key)
                        .forEach(refusal -> add(file, tree, pointer + place(refusal.field(), hard), refusal.detail()));
                declared.put(key, record);
            } catch (InvalidRecordException e) {
                add(file, tree, pointer + place(e.field(), hard), e.why());
            }
        }
    }

    /** Where a field of the record stands in the file: soft limits are the last budgets there. */
    private static String place(String field, int hard) {
        Matcher budget = BUDGET.matcher(field);
        if (budget.matches() && Integer.parseInt(budget.group(1)) >= hard) {
            int soft = Integer.parseInt(budget.group(1)) - hard;
            return FileRules.pointer(SOFT_LIMITS + "[" + soft + "]" + budget.group(2));
        }
        return FileRules.pointer(field);
    }

    /** A trait that an identity does not state itself is the default's; its line is then the identity's. */
    private void add(String file, YamlTree tree, String pointer, String rule) {
        mistakes.add(new Mistake(file, tree.line(pointer), FileRules.field(pointer), rule));
    }

    /** The registry's contracts know no soft limits, but budgets that are not hard. */
    private static void addSoftLimits(ObjectNode entry) {
        JsonNode soft = entry.remove(SOFT_LIMITS);
        if (soft != null) {
            ArrayNode budgets = entry.has(BUDGETS) ? (ArrayNode) entry.get(BUDGETS) : entry.putArray(BUDGETS);
            soft.forEach(limit -> budgets.add(((ObjectNode) limit).put("hard", false)));
        }
    }
}
