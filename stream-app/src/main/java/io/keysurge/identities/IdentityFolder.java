// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.usage.IdentityRules;
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
     * @return every identity with all its traits, by id
     * @throws InvalidIdentitiesException with all mistakes in all files
     * @throws IOException when a file cannot be read
     */
    public static Map<String, IdentityRecord> read(Path folder) throws InvalidIdentitiesException, IOException {
        return new IdentityFolder(folder).read();
    }

    private Map<String, IdentityRecord> read() throws InvalidIdentitiesException, IOException {
        for (Path file : files()) {
            parse(file);
        }
        Map<String, IdentityRecord> identities = new TreeMap<>();
        if (mistakes.isEmpty()) {
            trees.forEach(this::addDefaults);
            Map<String, String> places = new HashMap<>();
            trees.forEach((file, tree) -> declare(file, tree, places, identities));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidIdentitiesException(mistakes.stream().sorted().toList());
        }
        return identities;
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
            YamlTree tree = YamlTree.parse(Files.readString(file), "identities, or defaults");
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

    private void declare(
            String file, YamlTree tree, Map<String, String> places, Map<String, IdentityRecord> identities) {
        JsonNode declared = tree.root().path("identities");
        for (int i = 0; i < declared.size(); i++) {
            String pointer = "/identities/" + i;
            String id = declared.get(i).path("id").asText();
            String here = file + ":" + tree.line(pointer);
            String before = places.putIfAbsent(id, here);
            if (before != null) {
                add(
                        file,
                        tree,
                        pointer + "/id",
                        Redaction.quote(id) + " stands in " + before + " too (expected: once)");
                continue;
            }
            ObjectNode complete = defaults.complete(declared.get(i));
            int hard = complete.path(BUDGETS).size();
            try {
                IdentityRecord identity = RecordJson.read(record(complete), IdentityRecord.class);
                IdentityRules.broken(identity, id)
                        .forEach(refusal -> add(file, tree, pointer + place(refusal.field(), hard), refusal.detail()));
                identities.put(id, identity);
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

    /** A trait that the identity does not state itself is the default's; its line is then the identity's. */
    private void add(String file, YamlTree tree, String pointer, String rule) {
        mistakes.add(new Mistake(file, tree.line(pointer), FileRules.field(pointer), rule));
    }

    /** The registry's contract knows no soft limits, but budgets that are not hard. */
    private static ObjectNode record(ObjectNode identity) {
        identity.set("identity_id", identity.remove("id"));
        JsonNode soft = identity.remove(SOFT_LIMITS);
        if (soft != null) {
            ArrayNode budgets = identity.has(BUDGETS) ? (ArrayNode) identity.get(BUDGETS) : identity.putArray(BUDGETS);
            soft.forEach(limit -> budgets.add(((ObjectNode) limit).put("hard", false)));
        }
        return identity;
    }
}
