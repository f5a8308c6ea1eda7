// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.aws.AwsSettings.Credentials;
import io.keysurge.errand.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of AWS's own "Signature Version 4 test suite", by their names there. */
@DisplayName("Signature Version 4")
class SignerTest {

    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final URI HOST = URI.create("https://example.amazonaws.com/");
    private static final String SCOPE =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=";
    private static final String SESSION_TOKEN =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            get-vanilla                | GET  |              |                                   |              | host;x-amz-date                | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            post-vanilla               | POST |              |                                   |              | host;x-amz-date                | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
            post-header-value-case     | POST | My-Header1   | VALUE1                            |              | host;my-header1;x-amz-date     | cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d
            post-x-www-form-urlencoded | POST | Content-Type | application/x-www-form-urlencoded | Param1=value1 | content-type;host;x-amz-date  | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
            """)
    void signs_as_aws_does(
            String name,
            String method,
            @Nullable String header,
            @Nullable String value,
            @Nullable String body,
            String signed,
            String signature) {
        Map<String, String> own = header == null ? Map.of() : Map.of(header, value);

        Map<String, String> headers =
                signer(null, "service").sign(method, HOST, own, (body == null ? "" : body).getBytes(UTF_8), THEN);

        assertThat(headers)
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry("Authorization", SCOPE + signed + ", Signature=" + signature)
                .hasSize(2);
    }

    @Test
    void signs_the_token_of_temporary_credentials_too() {
        Map<String, String> headers = signer(SESSION_TOKEN, "service").sign("POST", HOST, Map.of(), new byte[0], THEN);

        assertThat(headers)
                .containsEntry("X-Amz-Security-Token", SESSION_TOKEN)
                .containsEntry(
                        "Authorization",
                        SCOPE
                                + "host;x-amz-date;x-amz-security-token, Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void derives_the_key_of_a_day_as_aws_does() {
        assertThat(HexFormat.of().formatHex(signer(null, "iam").key(THEN)))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    private static Signer signer(@Nullable String sessionToken, String service) {
        return new Signer(
                new Credentials(
                        "AKIDEXAMPLE",
                        SecretText.parse("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a secret"),
                        sessionToken == null ? null : SecretText.parse(sessionToken, "a token")),
                "us-east-1",
                service);
    }
}
