// SPDX-License-Identifier: Apache-2.0
package io.keysurge.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.wording.Redaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML 1.2 text as a tree, and on which line each of its values stands. Numbers keep every digit; a tag of YAML's own
 * makers, a second document and a key that stands twice are mistakes.
 */
public final class YamlTree {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_NODES = 2_000_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setMaxAliasesForCollections(10_000)
            .setAllowNonScalarKeys(true) // to be refused here, with their line
            .setCodePointLimit(16 * 1024 * 1024)
            .build();

    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;
    private JsonNode root = JsonNodeFactory.instance.missingNode();

    private YamlTree() {}

    /** Says that a text is no such tree. */
    public static final class NotATreeException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        NotATreeException(int line, String rule) {
            super(rule);
            this.line = line;
        }

        /** Where it stops being one, from 1. */
        public int line() {
            return line;
        }
    }

    /**
     * Reads a text.
     *
     * @param wanted what such a file begins with, for who left it empty
     * @throws NotATreeException naming the line; never quotes a value
     */
    public static YamlTree parse(String text, String wanted) throws NotATreeException {
        YamlTree tree = new YamlTree();
        try {
            Optional<Node> composed = new Compose(SETTINGS).composeString(text);
            if (composed.isEmpty()) {
                throw new NotATreeException(1, "empty (expected: " + wanted + ")");
            }
            tree.root = tree.node(composed.get(), "", 0);
        } catch (MarkedYamlEngineException e) {
            // Its own message repeats the text around the place, which may be a secret.
            throw new NotATreeException(
                    line(e.getProblemMark()), "not YAML: " + Redaction.mask(String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            throw new NotATreeException(1, "not YAML (expected: at most 16 MiB of printable text)");
        }
        return tree;
    }

    /** The tree. */
    public JsonNode root() {
        return root;
    }

    /** The line on which a value stands, by its JSON pointer; that of the value around it where it does not stand at all. */
    public int line(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place)) {
            int slash = place.lastIndexOf('/');
            if (slash < 0) {
                return 1;
            }
            place = place.substring(0, slash);
        }
        return lines.get(place);
    }

    private JsonNode node(Node node, String pointer, int depth) throws NotATreeException {
        int line = line(node.getStartMark());
        lines.putIfAbsent(pointer, line);
        if (depth > DEEPEST || node.isRecursive()) {
            throw new NotATreeException(line, "nested beyond all measure (expected: at most " + DEEPEST + " levels)");
        }
        if (++nodes > MOST_NODES) {
            throw new NotATreeException(
                    line, "more than " + MOST_NODES + " values (expected: fewer, in several files)");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(node(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node, line);
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) throws NotATreeException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new NotATreeException(line, "a key that is no text (expected: a field's name)");
            }
            String name = key.getValue();
            if (object.has(name)) {
                throw new NotATreeException(line, Redaction.quote(name) + " stands twice (expected: once)");
            }
            String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            lines.put(place, line);
            object.set(name, node(tuple.getValueNode(), place, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar, int line) throws NotATreeException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (tag.equals(Tag.STR)) {
            return nodes.textNode(text);
        }
        if (tag.equals(Tag.NULL)) {
            return nodes.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return nodes.booleanNode(Boolean.parseBoolean(text));
        }
        try {
            if (text.length() <= LONGEST_NUMBER && tag.equals(Tag.INT)) {
                return nodes.numberNode(new BigInteger(text));
            }
            if (text.length() <= LONGEST_NUMBER && tag.equals(Tag.FLOAT)) {
                return nodes.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            return nodes.textNode(text); // .inf, .nan: no number that anything here could use
        }
        throw new NotATreeException(
                line, "a value of a type of its own (expected: text, a number, true, false or null)");
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(1);
    }
}
