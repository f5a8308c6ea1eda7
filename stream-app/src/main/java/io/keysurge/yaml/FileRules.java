// SPDX-License-Identifier: Apache-2.0
package io.keysurge.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.keysurge.json.JsonShape;
import io.keysurge.wording.NearestName;
import io.keysurge.wording.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a file has to look like: the JSON Schema that editors are given too. */
public final class FileRules {

    private final Schema schema;
    private final Map<String, String> words;
    private final Set<String> fields;

    /**
     * The rules of one sort of file.
     *
     * @param resource where the schema is on the class path
     * @param words what a field is, by its name, where its pattern is none that a person would like to read
     */
    public FileRules(String resource, Map<String, String> words) {
        this.words = Map.copyOf(words);
        try (InputStream in = FileRules.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            schema = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fields = new TreeSet<>();
        for (JsonNode properties : schema.getSchemaNode().findValues("properties")) {
            properties.fieldNames().forEachRemaining(fields::add);
        }
    }

    /** Every mistake in a file. */
    public List<Mistake> check(String file, YamlTree tree) {
        return examine(file, tree).mistakes();
    }

    /** Every mistake in a file, and where they are. */
    public Findings examine(String file, YamlTree tree) {
        List<Error> errors = schema.validate(tree.root());
        return new Findings(
                errors.stream()
                        .map(error -> mistake(file, tree, error))
                        .distinct()
                        .sorted()
                        .toList(),
                errors.stream().map(FileRules::place).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String place(Error error) {
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "additionalProperties", "required" ->
                at + "/"
                        + String.valueOf(error.getProperty()).replace("~", "~0").replace("/", "~1");
            default -> at;
        };
    }

    private Mistake mistake(String file, YamlTree tree, Error error) {
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> {
                String name = String.valueOf(error.getProperty());
                yield new Mistake(
                        file,
                        tree.line(at + "/" + name),
                        field(at),
                        "has a field " + Redaction.quote(name) + " (expected: none of that name"
                                + NearestName.hint(fields, name) + ")");
            }
            case "required" ->
                new Mistake(file, tree.line(at), field(at), error.getProperty() + " is missing (expected: stated)");
            default ->
                new Mistake(
                        file,
                        tree.line(at),
                        field(at),
                        JsonShape.of(error.getInstanceNode()) + " (expected: " + expected(error) + ")");
        };
    }

    private String expected(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "a value of type " + rule.asText();
            case "enum" ->
                String.join(
                        ", ",
                        StreamSupport.stream(rule.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
            case "format" -> "a time such as 2026-01-05T00:00:00Z";
            case "minimum" -> ">= " + rule.asText();
            case "maximum" -> "<= " + rule.asText();
            case "exclusiveMaximum" -> "< " + rule.asText();
            case "minLength" -> "at least " + rule.asText() + " characters";
            case "maxLength" -> "at most " + rule.asText() + " characters";
            case "minItems" -> "at least " + rule.asText() + " entries";
            case "maxItems" -> "at most " + rule.asText() + " entries";
            case "multipleOf" ->
                "a multiple of " + rule.decimalValue().stripTrailingZeros().toPlainString();
            case "uniqueItems" -> "no entry twice";
            case "pattern" -> {
                String place = error.getInstanceLocation().toString();
                yield words.getOrDefault(place.substring(place.lastIndexOf('/') + 1), "text like " + rule.asText());
            }
            default -> error.getMessage();
        };
    }

    /** A JSON pointer as people write it: {@code /identities/2/owner} is {@code identities[2].owner}. */
    public static String field(String pointer) {
        return pointer.replaceFirst("^/", "")
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.');
    }

    /** The JSON pointer of a field as people write it. */
    public static String pointer(String field) {
        return "/" + field.replaceAll("\\[(\\d+)\\]", "/$1").replace('.', '/');
    }
}
