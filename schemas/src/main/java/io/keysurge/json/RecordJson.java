// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.Contracts;
import io.keysurge.wording.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to JSON and back, by their Avro schema.
 *
 * <p>Out: field names as in the schema, unions without type tags, {@code timestamp-millis} as ISO-8601 in UTC with
 * milliseconds only where there are any, {@code decimal} as a plain number, enums as their names, bytes as Base64. In:
 * the same, and times also with another offset (anything finer than a millisecond is cut) or as milliseconds since
 * 1970, decimals also as text; a missing field takes its default. Nothing is rounded, guessed or ignored.
 *
 * <p>Reading what was written gives an equal record. Time zones, locales and formats of the machine play no part.
 */
public final class RecordJson {

    /** Longest JSON text that is read, in characters. */
    public static final int LONGEST_TEXT = 1 << 20;

    private static final int DEEPEST_NESTING = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate .*?['\"]([^'\"]*)['\"].*", Pattern.DOTALL);

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST_TEXT)
                            .maxDocumentLength(LONGEST_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Doubles would round what a decimal field has to keep.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A refused 5.0 is quoted as it stands.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        Contracts.trust();
    }

    private RecordJson() {}

    /**
     * The record on one line.
     *
     * @throws IllegalArgumentException when a number is not finite, which JSON cannot say
     */
    public static String write(IndexedRecord record) {
        try {
            return JSON.writeValueAsString(toTree(record));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain nodes can always be written", impossible);
        }
    }

    /**
     * The record as a tree; fields in the schema's order.
     *
     * @throws IllegalArgumentException when a number is not finite, which JSON cannot say
     */
    public static ObjectNode toTree(IndexedRecord record) {
        return RecordWriter.tree(record);
    }

    /**
     * The record that a JSON text describes.
     *
     * @throws InvalidRecordException naming the first field that is wrong, what it is and what it should be
     */
    public static <T extends SpecificRecord> T read(String json, Class<T> type) throws InvalidRecordException {
        return read(parse(json), type);
    }

    /**
     * The record that a JSON tree describes.
     *
     * @throws InvalidRecordException naming the first field that is wrong, what it is and what it should be
     */
    public static <T extends SpecificRecord> T read(JsonNode tree, Class<T> type) throws InvalidRecordException {
        SpecificData data = SpecificData.getForClass(type);
        return type.cast(RecordReader.specific(data).record(tree, data.getSchema(type), ""));
    }

    /**
     * The record of a schema that no class was generated from; times and decimals as Avro keeps them, without logical
     * types.
     *
     * @throws InvalidRecordException naming the first field that is wrong, what it is and what it should be
     */
    public static GenericRecord read(String json, Schema schema) throws InvalidRecordException {
        return (GenericRecord) RecordReader.generic().record(parse(json), schema, "");
    }

    private static JsonNode parse(String json) throws InvalidRecordException {
        if (json.isBlank()) {
            throw new InvalidRecordException("", "empty (expected: one JSON object)");
        }
        if (json.length() > LONGEST_TEXT) {
            throw new InvalidRecordException(
                    "", json.length() + " characters (expected: at most " + LONGEST_TEXT + ")");
        }
        try {
            return JSON.readTree(json);
        } catch (StreamConstraintsException tooLarge) {
            throw new InvalidRecordException(
                    "",
                    "nested or a number beyond all measure (expected: at most " + DEEPEST_NESTING + " levels and "
                            + LONGEST_NUMBER + " digits)");
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    /** Says where and no more: the parser's own message repeats the text it stumbled over, which may be a secret. */
    private static InvalidRecordException malformed(JsonProcessingException malformed) {
        Matcher duplicate = DUPLICATE.matcher(malformed.getOriginalMessage());
        if (duplicate.matches()) {
            return new InvalidRecordException(
                    "", "field " + Redaction.quote(duplicate.group(1)) + " stands twice (expected: once)");
        }
        var place = malformed.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new InvalidRecordException("", "not valid JSON" + where + " (expected: one JSON object)");
    }
}
