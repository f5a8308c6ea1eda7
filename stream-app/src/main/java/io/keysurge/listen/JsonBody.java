// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON from strangers: without rounding amounts, and not deeper than any payload is. */
final class JsonBody {

    private static final int DEEPEST = 128;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * The one document in the body.
     *
     * @throws MalformedBodyException when it is none; says where and no more, because a parser's own message repeats the
     *     text it stumbled over
     */
    static JsonNode read(byte[] body) throws MalformedBodyException {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new MalformedBodyException(
                    400, "body: not valid JSON" + where(malformed) + " (expected: one document)");
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can be read", impossible);
        }
        if (tree.isMissingNode()) {
            throw new MalformedBodyException(400, "body: empty (expected: a JSON document)");
        }
        return tree;
    }

    /** The document on a line; null when there is none. */
    static @Nullable JsonNode readLine(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    private static String where(JsonProcessingException malformed) {
        var place = malformed.getLocation();
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
