// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a receiver asks (RFC 8936, section 2.4).
 *
 * @param most tokens that it takes at once; 0 when it only reports
 * @param atOnce false: the answer may wait for a token
 * @param acknowledged ids of tokens that it has
 * @param errors what it has against tokens, by their ids
 */
record PollRequest(int most, boolean atOnce, List<String> acknowledged, Map<String, String> errors) {

    /** Tokens in one answer, whatever the receiver would take. */
    static final int MOST_AT_ONCE = 100;

    private static final int DEEPEST_NESTING = 8;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST_NESTING)
                        .build());
    }

    /** Reads a request; empty when it is none. */
    static Optional<PollRequest> parse(byte[] body) {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (IOException e) {
            return Optional.empty();
        }
        JsonNode most = tree.path("maxEvents");
        JsonNode atOnce = tree.path("returnImmediately");
        JsonNode acknowledged = tree.path("ack");
        JsonNode errors = tree.path("setErrs");
        boolean sound = tree.isObject()
                && (most.isMissingNode() || isCount(most))
                && (atOnce.isMissingNode() || atOnce.isBoolean())
                && (acknowledged.isMissingNode() || acknowledged.isArray())
                && (errors.isMissingNode() || errors.isObject());
        return sound
                ? Optional.of(new PollRequest(
                        Math.min(most.asInt(MOST_AT_ONCE), MOST_AT_ONCE),
                        atOnce.asBoolean(),
                        texts(acknowledged),
                        errors(errors)))
                : Optional.empty();
    }

    private static boolean isCount(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() >= 0;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, String> errors(JsonNode object) {
        Map<String, String> errors = new LinkedHashMap<>();
        object.properties().forEach(each -> errors.put(each.getKey(), SetErrors.shown(each.getValue())));
        return errors;
    }
}
