// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.http.Endpoint;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key file of the sink's own service account. Never prints itself. */
public final class ServiceAccountKey {

    private static final String EXPECTED =
            "(not shown) (expected: the content of the JSON key file of a service account)";
    private static final String USUAL_TOKENS = "https://oauth2.googleapis.com/token";
    private static final JsonMapper JSON = new JsonMapper();

    private final String account;
    private final String id;
    private final Endpoint tokens;
    private final PrivateKey key;

    private ServiceAccountKey(String account, String id, Endpoint tokens, PrivateKey key) {
        this.account = account;
        this.id = id;
        this.tokens = tokens;
        this.key = key;
    }

    /**
     * Reads the content of a key file.
     *
     * @throws IllegalArgumentException when it is none; never quotes it
     */
    public static ServiceAccountKey parse(String json) {
        try {
            JsonNode file = JSON.readTree(json);
            String account = file.path("client_email").asText();
            String id = file.path("private_key_id").asText();
            if (!file.path("type").asText().equals("service_account") || account.isEmpty() || id.isEmpty()) {
                throw new IllegalArgumentException(EXPECTED);
            }
            Endpoint tokens = Endpoint.parse(file.path("token_uri").asText(USUAL_TOKENS));
            return new ServiceAccountKey(
                    account, id, tokens, key(file.path("private_key").asText()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(EXPECTED); // without the cause, which may quote the key
        }
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** True for the name that this very key would have among those of identities. */
    public boolean isCalled(String name) {
        return AccountKey.parse(name).id().equals(id);
    }

    String account() {
        return account;
    }

    String id() {
        return id;
    }

    /** Where tokens are to be had for it. */
    Endpoint tokens() {
        return tokens;
    }

    /** The signature of RS256. */
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA256withRSA is missing, which every Java platform has to offer", e);
        }
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
