// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static io.keysurge.errand.Reach.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.keyring.SwitchableKeyring;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.w3c.dom.Element;

/** The access keys of users, each call signed with the sink's own. */
final class AwsKeys implements SwitchableKeyring {

    private static final String VERSION = "2010-05-08";
    private static final String NO_SUCH_ENTITY = "NoSuchEntity";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final URI uri;
    private final Signer signer;
    private final OneShotClient http;
    private final InstantSource clock;

    AwsKeys(AwsSettings settings, OneShotClient http, InstantSource clock) {
        this.uri = settings.reach().uri("/");
        this.signer = new Signer(settings.own(), settings.region(), "iam");
        this.http = http;
        this.clock = clock;
    }

    /** Looked for among the keys of its user: IAM has no call that shows one alone. A user has two at most. */
    @Override
    public Status status(String key, Deadline deadline) throws NotDoneException, IOException {
        AccessKey named = AccessKey.parse(key);
        String doing = "looking for the " + named.shown();
        Answer answer = call("ListAccessKeys", "UserName=" + encoded(named.user()), deadline);
        if (AwsAnswers.code(answer).equals(NO_SUCH_ENTITY)) {
            return Status.GONE;
        }
        AwsAnswers.requireSuccess(doing, answer, clock.instant());
        Element list = Xml.parse(answer.body())
                .filter(root -> Xml.all(root, "AccessKeyMetadata").findAny().isPresent())
                .orElseThrow(() -> new NotDoneException(
                        new TryAgain(doing + ": HTTP " + answer.status() + " without a list of keys", null)));
        if (Xml.text(list, "IsTruncated").equals("true")) {
            throw new NotDoneException(new Refused(doing + ": IAM lists more than one page (expected: two keys)"));
        }
        String status = Xml.all(list, "member")
                .filter(member -> Xml.text(member, "AccessKeyId").equals(named.id()))
                .map(member -> Xml.text(member, "Status"))
                .findFirst()
                .orElse("Expired");
        return switch (status) {
            case "Active" -> Status.ON;
            case "Inactive" -> Status.OFF;
            case "Expired" -> Status.GONE;
            default ->
                throw new NotDoneException(new Refused(
                        doing + ": a status that is not documented (expected: Active, Inactive or Expired)"));
        };
    }

    @Override
    public void disable(String key, Deadline deadline) throws NotDoneException, IOException {
        set(key, "Inactive", deadline);
    }

    @Override
    public void enable(String key, Deadline deadline) throws NotDoneException, IOException {
        set(key, "Active", deadline);
    }

    @Override
    public void remove(String key, Deadline deadline) throws NotDoneException, IOException {
        AccessKey named = AccessKey.parse(key);
        Answer answer = call("DeleteAccessKey", fields(named), deadline);
        if (!AwsAnswers.code(answer).equals(NO_SUCH_ENTITY)) {
            AwsAnswers.requireSuccess("deleting the " + named.shown(), answer, clock.instant());
        }
    }

    @Override
    public String shown(String key) {
        return AccessKey.parse(key).shown();
    }

    private void set(String key, String status, Deadline deadline) throws NotDoneException, IOException {
        AccessKey named = AccessKey.parse(key);
        Answer answer = call("UpdateAccessKey", fields(named) + "&Status=" + status, deadline);
        AwsAnswers.requireSuccess("setting to " + status + " the " + named.shown(), answer, clock.instant());
    }

    private Answer call(String action, String fields, Deadline deadline) throws IOException {
        String form = "Action=" + action + "&Version=" + VERSION + "&" + fields;
        Instant now = clock.instant();
        Request request = Request.of("POST", uri).withForm(form);
        for (Map.Entry<String, String> header :
                signer.sign("POST", uri, FORM, form.getBytes(UTF_8), now).entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return http.callAndRead(request, deadline);
    }

    private static String fields(AccessKey key) {
        return "UserName=" + encoded(key.user()) + "&AccessKeyId=" + encoded(key.id());
    }
}
