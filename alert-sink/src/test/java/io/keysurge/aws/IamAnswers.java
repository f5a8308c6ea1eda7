// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.keysurge.fixture.TargetStub;

/** What IAM answers, as its reference shows it. */
final class IamAnswers {

    static final String ID = "AKIAIOSFODNN7EXAMPLE";

    private IamAnswers() {}

    /** Two keys of one user, the second with this status; the first is never meant. */
    static ResponseDefinitionBuilder list(String status) {
        return ok("""
                <ListAccessKeysResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                  <ListAccessKeysResult>
                    <UserName>billing+bot</UserName>
                    <AccessKeyMetadata>
                      <member><UserName>billing+bot</UserName><AccessKeyId>AKIAI44QH8DHBEXAMPLE</AccessKeyId>
                        <Status>Inactive</Status></member>
                      <member><UserName>billing+bot</UserName><AccessKeyId>%s</AccessKeyId>
                        <Status>%s</Status></member>
                    </AccessKeyMetadata>
                    <IsTruncated>false</IsTruncated>
                  </ListAccessKeysResult>
                </ListAccessKeysResponse>""".formatted(ID, status));
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse().withStatus(status).withBody("""
                        <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                          <Error><Type>Sender</Type><Code>%s</Code><Message>SECRET</Message></Error>
                          <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId>
                        </ErrorResponse>""".formatted(code));
    }

    /** In a state, the key stands as it does there, and a call brings it into another one. */
    static void scenario(TargetStub iam, String call, String from, String to) {
        iam.stubFor(post(urlEqualTo("/"))
                .withRequestBody(containing("Action=ListAccessKeys&"))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(list(from.equals(STARTED) ? "Active" : from)));
        iam.stubFor(post(urlEqualTo("/"))
                .withRequestBody(containing(call))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(ok("<UpdateAccessKeyResponse/>"))
                .willSetStateTo(to));
    }
}
