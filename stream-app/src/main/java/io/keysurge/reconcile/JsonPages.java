// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The items of a file of JSON, one after the other, however large it is: a page with the items in {@code data}, an array
 * of such pages, or an array of items; or several of these in a row.
 */
final class JsonPages {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String ITEMS = "data";

    private final Path file;
    private final String expected;
    private final Reader reader;

    /**
     * A file.
     *
     * @param expected what it should be, for who gives another
     */
    JsonPages(Path file, String expected, Reader reader) {
        this.file = file;
        this.expected = expected;
        this.reader = reader;
    }

    /** Takes what is in a file. */
    interface Reader {
        /** An item and where it stands. */
        void item(String place, JsonNode item) throws InvalidReportException;

        /** The end of a page: where it stands, and all of it but its items. */
        void page(String place, JsonNode rest) throws InvalidReportException;
    }

    /** Reads all of it. */
    void read() throws IOException {
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            boolean empty = true;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                empty = false;
                if (token == JsonToken.START_ARRAY) {
                    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                        object(parser, "[" + i + "]");
                    }
                } else {
                    object(parser, "");
                }
            }
            if (empty) {
                throw new InvalidReportException(file.toString(), "", "empty (expected: " + expected + ")");
            }
        } catch (JsonProcessingException e) {
            // The parser's own message repeats what it stumbled over.
            throw new InvalidReportException(
                    file.toString(),
                    "",
                    "not JSON at line " + e.getLocation().getLineNr() + " (expected: " + expected + ")");
        }
    }

    private void object(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidReportException(file.toString(), place, "no object (expected: " + expected + ")");
        }
        ObjectNode rest = JSON.createObjectNode();
        boolean isPage = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && field.equals(ITEMS)) {
                isPage = true;
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    reader.item((place.isEmpty() ? "" : place + ".") + ITEMS + "[" + i + "]", JSON.readTree(parser));
                }
            } else {
                rest.set(field, JSON.readTree(parser));
            }
        }
        if (isPage) {
            reader.page(place, rest);
        } else {
            reader.item(place, rest);
        }
    }
}
