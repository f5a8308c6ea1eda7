// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import static io.keysurge.errand.Reach.encoded;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.keyring.Keyring;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;

/** The API keys of projects: there, or gone. */
final class OpenAiKeys implements Keyring {

    private static final int BAD_REQUEST = 400;

    private final ProjectApi api;

    OpenAiKeys(ProjectApi api) {
        this.api = api;
    }

    @Override
    public Status status(String key, Deadline deadline) throws NotDoneException, IOException {
        ProjectKey named = ProjectKey.parse(key);
        String doing = "looking for the " + named.shown();
        Answer answer = api.callAndRead(api.request("GET", named.project(), path(named)), deadline);
        if (answer.status() == ProjectApi.NOT_FOUND) {
            return Status.GONE;
        }
        api.requireSuccess(doing, answer);
        if (!named.id().equals(AnswerJudge.json(doing, answer).path("id").textValue())) {
            throw new NotDoneException(
                    new Refused("OpenAI does not show the " + named.shown() + " as documented (expected: its id)"));
        }
        return Status.ON;
    }

    /** Where OpenAI does not delete a service account's key, and the operator named the account: that. */
    @Override
    public void remove(String key, Deadline deadline) throws NotDoneException, IOException {
        ProjectKey named = ProjectKey.parse(key);
        Answer answer = api.call(api.request("DELETE", named.project(), path(named)), deadline);
        if (answer.status() != BAD_REQUEST) {
            requireGone("deleting the " + named.shown(), answer);
        } else if (named.serviceAccount() == null) {
            throw new NotDoneException(new Refused("deleting the " + named.shown() + ": HTTP 400, which OpenAI answers"
                    + " for the key of a service account (expected: sink.openai.keys names the account too, as"
                    + " PROJECT/KEYID/SERVICEACCOUNT; it is then deleted with all its keys)"));
        } else {
            String account = "/service_accounts/" + encoded(named.serviceAccount());
            requireGone(
                    "deleting the service account of the " + named.shown(),
                    api.call(api.request("DELETE", named.project(), account), deadline));
        }
    }

    @Override
    public String shown(String key) {
        return ProjectKey.parse(key).shown();
    }

    private void requireGone(String doing, Answer answer) throws NotDoneException {
        if (answer.status() != ProjectApi.NOT_FOUND) {
            api.requireSuccess(doing, answer);
        }
    }

    private static String path(ProjectKey key) {
        return "/api_keys/" + encoded(key.id());
    }
}
