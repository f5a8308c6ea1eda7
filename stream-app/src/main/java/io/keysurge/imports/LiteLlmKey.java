// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How LiteLLM and we call its virtual keys. */
public final class LiteLlmKey {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HASHED_TOKEN = Pattern.compile("hashed-jwt-[0-9a-f]{64}");
    private static final int SHORT_HASH = 12;

    /** What it writes in place of a key where its own are meant. */
    private static final Set<String> OWN = Set.of("litellm_proxy_master_key", "litellm-internal-health-check");

    private LiteLlmKey() {}

    /**
     * The identity of a key: its alias, else {@code litellm-} and twelve digits of its hash.
     *
     * @return null when there is neither
     */
    public static @Nullable String identity(@Nullable String alias, @Nullable String hash) {
        if (alias != null) {
            return alias;
        }
        return hash == null || !HASH.matcher(hash).matches() ? null : "litellm-" + hash.substring(0, SHORT_HASH);
    }

    /**
     * Whether it is how LiteLLM names a key and no key: it hashes what begins with {@code sk-}, and leaves other keys, such
     * as those of an authentication of one's own, as they are.
     */
    static boolean isName(String named) {
        return HASH.matcher(named).matches() || HASHED_TOKEN.matcher(named).matches() || OWN.contains(named);
    }
}
