// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.PublicKey;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** What a receiver does that uses jose4j, which neither we nor the library that signs have written. */
public final class ForeignVerifier {

    private static final JsonMapper JSON = new JsonMapper();

    private final JwtConsumer consumer;

    /** One that knows the issuer's public key and takes no other algorithm. */
    public ForeignVerifier(String issuer, String audience, PublicKey key, String algorithm) {
        this.consumer = new JwtConsumerBuilder()
                .setExpectedType(true, "secevent+jwt")
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setVerificationKey(key)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireIssuedAt()
                .setRequireJwtId()
                .build();
    }

    /** The claims of a token, once it is found good. */
    public JsonNode verify(String token) throws Exception {
        return JSON.readTree(context(token).getJwtClaims().getRawJson());
    }

    String keyIdOf(String token) throws InvalidJwtException {
        return context(token).getJoseObjects().get(0).getKeyIdHeaderValue();
    }

    private JwtContext context(String token) throws InvalidJwtException {
        return consumer.process(token);
    }
}
