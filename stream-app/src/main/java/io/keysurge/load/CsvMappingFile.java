// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.imports.CsvMapping;
import io.keysurge.imports.CsvMapping.Source;
import io.keysurge.wording.Redaction;
import io.keysurge.yaml.FileRules;
import io.keysurge.yaml.Mistake;
import io.keysurge.yaml.YamlTree;
import io.keysurge.yaml.YamlTree.NotATreeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mapping of columns as it stands in a file: YAML, by {@code csv-mapping.schema.json}. */
public final class CsvMappingFile {

    private static final FileRules RULES = new FileRules("/csv-mapping.schema.json", Map.of());

    private final String name;
    private final List<Mistake> mistakes = new ArrayList<>();

    private CsvMappingFile(Path file) {
        this.name = String.valueOf(file.getFileName());
    }

    /**
     * Reads a file.
     *
     * @throws InvalidMappingException naming every mistake in it
     * @throws IOException when it cannot be read
     */
    public static CsvMapping read(Path file) throws IOException, InvalidMappingException {
        return new CsvMappingFile(file).mapping(file);
    }

    private CsvMapping mapping(Path file) throws IOException, InvalidMappingException {
        try {
            YamlTree tree = YamlTree.parse(Files.readString(file), "fields");
            mistakes.addAll(RULES.check(name, tree));
            if (mistakes.isEmpty()) {
                CsvMapping mapping = mapping(tree);
                if (mistakes.isEmpty()) {
                    return mapping;
                }
            }
        } catch (NotATreeException e) {
            mistakes.add(new Mistake(name, e.line(), "", String.valueOf(e.getMessage())));
        } catch (CharacterCodingException e) {
            mistakes.add(new Mistake(name, 1, "", "not UTF-8 (expected: UTF-8 text)"));
        }
        throw new InvalidMappingException(mistakes.stream().sorted().toList());
    }

    private CsvMapping mapping(YamlTree tree) {
        JsonNode root = tree.root();
        List<String> columns = new ArrayList<>();
        root.path("columns").forEach(column -> columns.add(column.asText()));
        CsvMapping mapping = new CsvMapping(
                root.path("delimiter").asText(",").charAt(0),
                columns,
                zone(tree),
                root.path("cache_beside_input").asBoolean(),
                sources(root.path("fields")),
                sources(root.path("attributes")));
        if (!columns.isEmpty()) {
            mapping.missing(columns)
                    .forEach((column, field) -> add(
                            tree,
                            field.startsWith("attributes.") ? field : "fields." + field,
                            Redaction.quote(column) + " (expected: one of columns)"));
        }
        if (mapping.fields().containsKey("cost") && !mapping.fields().containsKey("currency")) {
            add(tree, "fields.cost", "without a currency (expected: currency too)");
        }
        return mapping;
    }

    private @Nullable ZoneId zone(YamlTree tree) {
        if (!tree.root().has("zone")) {
            return null;
        }
        String zone = tree.root().path("zone").asText();
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            add(tree, "zone", Redaction.quote(zone) + " (expected: an IANA zone such as UTC or Europe/Berlin)");
            return null;
        }
    }

    private static SortedMap<String, Source> sources(JsonNode object) {
        SortedMap<String, Source> sources = new TreeMap<>();
        object.properties().forEach(each -> {
            boolean column = each.getValue().has("column");
            sources.put(
                    each.getKey(),
                    new Source(
                            each.getValue().path(column ? "column" : "constant").asText(), column));
        });
        return sources;
    }

    private void add(YamlTree tree, String field, String rule) {
        mistakes.add(new Mistake(name, tree.line(FileRules.pointer(field)), field, rule));
    }
}
