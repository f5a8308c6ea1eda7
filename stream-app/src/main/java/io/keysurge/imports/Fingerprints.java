// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import io.keysurge.usage.RefusalReason;
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

    private static final String BEARER = "Bearer ";
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
     * What an event carries of a raw key, whatever it looks like: its fingerprint.
     *
     * @throws MisfitException without a pepper
     */
    String ofKey(String field, String key) throws MisfitException {
        if (pepper == null) {
            throw new MisfitException(
                    field,
                    "a raw key (expected: credential.pepper set, so that its keyed hash is written and never the key)",
                    RefusalReason.RAW_CREDENTIAL);
        }
        return of(
                key.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? key.substring(BEARER.length()).strip()
                        : key);
    }

    /**
     * What an event carries of what a field calls the name of a credential: the name as it is, and of what looks like a
     * raw key nevertheless its fingerprint.
     *
     * @throws MisfitException for a raw key without a pepper
     */
    String ofName(String field, String name) throws MisfitException {
        return Redaction.findsSecret(name) ? ofKey(field, name) : name;
    }
}
