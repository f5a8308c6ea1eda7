// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a receiver has against a token, by the registry of RFC 8935. Nothing else that it says is repeated. */
final class SetErrors {

    private static final Set<String> KNOWN = Set.of(
            "invalid_request",
            "invalid_key",
            "invalid_issuer",
            "invalid_audience",
            "authentication_failed",
            "access_denied");

    private SetErrors() {}

    /** The error that {@code {"err": ..., "description": ...}} names. */
    static String shown(JsonNode answer) {
        String error = answer.path("err").asText();
        return KNOWN.contains(error) ? error : "an error of the receiver's own";
    }
}
