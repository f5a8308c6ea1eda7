// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts JSON documents into records, token by token, so that at most one record is held: a document is a record, a page
 * with its records in one field, or an array of either.
 */
final class DocumentWalk {

    /** Largest record that is taken: its characters, and {@value #TOKEN_SIZE} for each token. */
    static final int MAX_RECORD_SIZE = 16 * 1024 * 1024;

    private static final int TOKEN_SIZE = 8;

    private static final JsonMapper JSON = JsonMapper.builder()
            // Doubles would round what a decimal field has to keep.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String container;
    private final Found found;

    private boolean inArray;
    private int element;
    private long openedAt;

    private @Nullable Capture outer;
    private @Nullable Capture inner;
    private @Nullable String name;
    private boolean isPage;
    private boolean inRecords;
    private int index;

    /** Takes what is found. */
    interface Found {
        /** A record, which may be no object. */
        void record(JsonNode record, String place, long line);

        /** What stands around the records of a page. */
        void page(JsonNode rest, String place, long line);

        /** A record beyond all measure. */
        void tooLarge(String place, long line);
    }

    /**
     * A walk through the documents of one file.
     *
     * @param container the field of a page that holds its records
     */
    DocumentWalk(String container, Found found) {
        this.container = container;
        this.found = found;
    }

    /** Whether a document has begun and not ended. */
    boolean isOpen() {
        return inArray || outer != null;
    }

    /** The line in which the open document began. */
    long openedAt() {
        return openedAt;
    }

    /** Whether a record may begin here: at the top of a document, in its array, or among the records of a page. */
    boolean isBetweenRecords() {
        return inner == null && (outer == null || inRecords);
    }

    /** Forgets the open document. */
    void reset() {
        inArray = false;
        outer = null;
        inner = null;
        inRecords = false;
    }

    /** Takes the token on which the parser stands. */
    void take(JsonParser parser, long line) throws IOException {
        JsonToken token = parser.currentToken();
        if (inner != null) {
            takeInner(inner, parser);
        } else if (inRecords) {
            takeAmongRecords(parser, token, line);
        } else if (outer != null) {
            takeOuter(outer, parser, token);
        } else {
            takeAtTop(parser, token, line);
        }
    }

    private void takeAtTop(JsonParser parser, JsonToken token, long line) throws IOException {
        if (token == JsonToken.END_ARRAY) {
            inArray = false;
            return;
        }
        if (!inArray) {
            openedAt = line;
            if (token == JsonToken.START_ARRAY) {
                inArray = true;
                element = 0;
                return;
            }
        }
        outer = new Capture(parser, line);
        name = null;
        isPage = false;
        outer.copy(parser);
        if (outer.isWhole()) {
            endOuter(outer);
        }
    }

    /** A name is held back until it is known whether the records follow it. */
    private void takeOuter(Capture capture, JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME && capture.depth() == 1) {
            name = parser.currentName();
            return;
        }
        if (name != null) {
            if (token == JsonToken.START_ARRAY && name.equals(container) && capture.isObject()) {
                isPage = true;
                inRecords = true;
                index = 0;
                name = null;
                return;
            }
            capture.field(name);
            name = null;
        }
        capture.copy(parser);
        if (capture.isWhole()) {
            endOuter(capture);
        }
    }

    private void takeAmongRecords(JsonParser parser, JsonToken token, long line) throws IOException {
        if (token == JsonToken.END_ARRAY) {
            inRecords = false;
            return;
        }
        Capture record = new Capture(parser, line);
        inner = record;
        takeInner(record, parser);
    }

    private void takeInner(Capture capture, JsonParser parser) throws IOException {
        capture.copy(parser);
        if (capture.isWhole()) {
            inner = null;
            String place = place().isEmpty() ? container : place() + "." + container;
            tell(capture, place + "[" + index++ + "]", false);
        }
    }

    private void endOuter(Capture capture) throws IOException {
        outer = null;
        tell(capture, place(), isPage);
        element++;
    }

    private String place() {
        return inArray ? "[" + element + "]" : "";
    }

    private void tell(Capture capture, String place, boolean page) throws IOException {
        JsonNode node = capture.node();
        if (node == null) {
            found.tooLarge(place, capture.line);
        } else if (page) {
            found.page(node, place, capture.line);
        } else {
            found.record(node, place, capture.line);
        }
    }

    /** Tokens of one value. */
    private static final class Capture {

        private final long line;
        private final boolean object;
        private @Nullable TokenBuffer tokens;
        private int depth;
        private long size;

        Capture(JsonParser parser, long line) {
            this.line = line;
            this.object = parser.currentToken() == JsonToken.START_OBJECT;
            this.tokens = new TokenBuffer(JSON, false).forceUseOfBigDecimal(true);
        }

        boolean isObject() {
            return object;
        }

        int depth() {
            return depth;
        }

        boolean isWhole() {
            return depth == 0;
        }

        void field(String name) throws IOException {
            if (tokens != null) {
                tokens.writeFieldName(name);
            }
        }

        void copy(JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            size += TOKEN_SIZE + (token.isScalarValue() || token == JsonToken.FIELD_NAME ? parser.getTextLength() : 0);
            if (size > MAX_RECORD_SIZE) {
                tokens = null;
            }
            if (tokens != null) {
                tokens.copyCurrentEvent(parser);
            }
        }

        @Nullable
        JsonNode node() throws IOException {
            return tokens == null ? null : JSON.readTree(tokens.asParser());
        }
    }
}
