// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.aws.AwsSettings.Credentials;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, in headers, for addresses without a query and with a path that needs no encoding: what the query
 * APIs of AWS take.
 */
final class Signer {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = formatter("yyyyMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter DAY = formatter("yyyyMMdd");

    private final Credentials credentials;
    private final String region;
    private final String service;

    Signer(Credentials credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /** The headers that have to go with a request besides its own, which are signed too. */
    Map<String, String> sign(String method, URI uri, Map<String, String> own, byte[] body, Instant now) {
        Map<String, String> more = new TreeMap<>();
        more.put("X-Amz-Date", TIME.format(now));
        if (credentials.sessionToken() != null) {
            more.put("X-Amz-Security-Token", credentials.sessionToken().text());
        }
        SortedMap<String, String> signed = new TreeMap<>();
        own.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        more.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());

        String names = String.join(";", signed.keySet());
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String canonical = method + "\n" + path + "\n\n" + lines(signed) + "\n" + names + "\n" + hex(sha256(body));
        String scope = DAY.format(now) + "/" + region + "/" + service + "/aws4_request";
        String toSign =
                ALGORITHM + "\n" + TIME.format(now) + "\n" + scope + "\n" + hex(sha256(canonical.getBytes(UTF_8)));
        more.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key(now), toSign)));
        return more;
    }

    /** The key of one day, region and service. */
    byte[] key(Instant now) {
        byte[] day = hmac(("AWS4" + credentials.secret().text()).getBytes(UTF_8), DAY.format(now));
        return hmac(hmac(hmac(day, region), service), "aws4_request");
    }

    private static String lines(SortedMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing, which every Java platform has to offer", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform has to offer", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
