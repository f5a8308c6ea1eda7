// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers of LiteLLM say of themselves: metadata of the request and of the key, and tags such as {@code env:test}. */
final class LiteLlmLabels {

    private static final String USER_AGENT = "User-Agent: ";

    private final List<Fields> places;
    private final JsonNode tags;

    LiteLlmLabels(Fields log, Fields metadata) {
        places = List.of(
                metadata.in("requester_metadata"),
                metadata.in("spend_logs_metadata"),
                metadata.in("user_api_key_auth_metadata"),
                metadata);
        tags = log.object().path("request_tags");
    }

    /** The first label with one of these names: the caller's own words before those of the key's owner; null for none. */
    @Nullable
    String named(String... names) throws MisfitException {
        for (String name : names) {
            for (Fields place : places) {
                String text = place.text(name);
                if (text != null) {
                    return text;
                }
            }
            String tagged = tagged(name);
            if (tagged != null) {
                return tagged;
            }
        }
        return null;
    }

    /** LiteLLM writes the caller's software as tags, the name first and then with its version. */
    @Nullable
    String userAgent() {
        String longest = null;
        for (JsonNode tag : tags) {
            String text = tag.asText();
            if (text.startsWith(USER_AGENT) && (longest == null || text.length() > longest.length())) {
                longest = text;
            }
        }
        return longest == null ? null : longest.substring(USER_AGENT.length());
    }

    private @Nullable String tagged(String name) {
        for (JsonNode tag : tags) {
            String text = tag.asText();
            boolean named = text.length() > name.length() + 1
                    && text.startsWith(name)
                    && (text.charAt(name.length()) == ':' || text.charAt(name.length()) == '=');
            if (named) {
                return text.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
