// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The private key with which tokens are signed: ES256 with a key on P-256, RS256 with an RSA key. Never prints itself. */
public final class SigningKey {

    /** What a key has to be. */
    public static final String RULE =
            "a private key in PKCS#8 PEM, not encrypted: EC on P-256, or RSA of 2048 bits or more; make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256";

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final int LEAST_RSA_BITS = 2048;
    private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");

    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;

    private SigningKey(JWSAlgorithm algorithm, JWSSigner signer) {
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it is none that can be used; never quotes it
     */
    public static SigningKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            throw unusable();
        }
        try {
            return of(Base64.getMimeDecoder().decode(matcher.group(1)));
        } catch (IllegalArgumentException | JOSEException e) {
            throw unusable(); // what they say could quote the key
        }
    }

    private static SigningKey of(byte[] encoded) throws JOSEException {
        PrivateKey key = decode(encoded);
        if (key instanceof ECPrivateKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return new SigningKey(JWSAlgorithm.ES256, new ECDSASigner(ec));
        }
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return new SigningKey(JWSAlgorithm.RS256, new RSASSASigner(rsa));
        }
        throw unusable();
    }

    private static PrivateKey decode(byte[] encoded) {
        return Stream.of("EC", "RSA")
                .map(algorithm -> decode(encoded, algorithm))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(SigningKey::unusable);
    }

    private static Optional<PrivateKey> decode(byte[] encoded, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // it may be of the other kind
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("(hidden) (expected: " + RULE + ")");
    }

    /**
     * Signs claims.
     *
     * @param keyId by which the receiver finds the public key
     * @return the token in its compact form
     */
    String sign(String claims, String keyId) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm).type(TYPE).keyID(keyId).build(), new Payload(claims));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the Java platform cannot sign with " + algorithm, e);
        }
        return token.serialize();
    }

    @Override
    public String toString() {
        return algorithm + " (hidden)";
    }
}
