// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import io.keysurge.wording.Redaction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes of credentials: HMAC-SHA-256 under a pepper that only its owner knows, so that a fingerprint neither
 * gives the key away nor can be guessed from a list of leaked keys. 64 hexadecimal digits.
 *
 * <p>What an issuer calls its keys, such as {@code key_AbC} or LiteLLM's hash of a virtual key, is a name and no key: it
 * stays as it is, with and without a pepper, because responders and connectors have to find the key by it.
 */
public final class Fingerprints {

    /** Without a pepper: no raw key is taken. */
    public static final Fingerprints NONE = new Fingerprints(null);

    /** Shortest pepper that is no guess, in characters. */
    public static final int SHORTEST_PEPPER = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable SecretKeySpec pepper;

    private Fingerprints(@Nullable SecretKeySpec pepper) {
        this.pepper = pepper;
    }

    /**
     * Hashes under a pepper.
     *
     * @param pepper a secret of at least {@value #SHORTEST_PEPPER} characters
     * @throws IllegalArgumentException when it is shorter
     */
    public static Fingerprints under(String pepper) {
        if (pepper.length() < SHORTEST_PEPPER) {
            throw new IllegalArgumentException(
                    "pepper: " + pepper.length() + " characters (expected: " + SHORTEST_PEPPER + " or more)");
        }
        return new Fingerprints(new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Whether there is a pepper. */
    public boolean arePossible() {
        return pepper != null;
    }

    /**
     * The fingerprint of a raw key.
     *
     * @throws IllegalStateException without a pepper
     */
    public String of(String key) {
        if (pepper == null) {
            throw new IllegalStateException("no pepper");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    /**
     * What an event may carry of what a field calls a credential: a name as it is, a raw key's fingerprint.
     *
     * @throws MisfitException for a raw key without a pepper
     */
    String carried(String field, String named) throws MisfitException {
        String key = named.regionMatches(true, 0, "Bearer ", 0, 7)
                ? named.substring(7).strip()
                : named;
        if (!Redaction.findsSecret(named)) {
            return named;
        }
        if (pepper == null) {
            throw new MisfitException(
                    field,
                    "a raw key (expected: credential.pepper set, so that its keyed hash is written and never the key)");
        }
        return of(key);
    }
}
