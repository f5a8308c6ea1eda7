// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a key is called at OpenAI.
 *
 * @param project id of the project that it is in
 * @param id its own
 * @param serviceAccount id of the service account that goes where OpenAI does not delete its key alone; null: none does
 */
record ProjectKey(String project, String id, @Nullable String serviceAccount) {

    private static final String NAME = "(?!sk-)[A-Za-z0-9_-]+";
    private static final Pattern WHOLE = Pattern.compile("(" + NAME + ")/(" + NAME + ")(?:/(" + NAME + "))?");

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException when it names no key; does not repeat it, since it may be one
     */
    static ProjectKey parse(String text) {
        Matcher parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "(not shown) (expected: PROJECT/KEYID or PROJECT/KEYID/SERVICEACCOUNT, never the key itself)");
        }
        return new ProjectKey(parts.group(1), parts.group(2), parts.group(3));
    }

    String shown() {
        return "key " + id + (serviceAccount == null ? "" : " of service account " + serviceAccount) + " in project "
                + project;
    }
}
