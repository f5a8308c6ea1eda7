// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.errand.Reach;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** One call about one project, with the admin key. */
final class ProjectApi {

    static final int NOT_FOUND = 404;

    /**
     * A key that is not accepted may be on its way to being replaced, so 401 is worth another try; what an accepted key
     * may not do, it may not do later either.
     */
    private static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            401, text -> new TryAgain(text + ": OpenAI does not accept the admin key", null),
            403,
                    text -> new Refused(
                            text + ": the admin key is not allowed to (expected: an admin key that may write"
                                    + " the API keys, the service accounts and the rate limits of projects)")));

    private final OpenAiSettings settings;
    private final OneShotClient http;
    private final InstantSource clock;

    ProjectApi(OpenAiSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /** A request about something in a project; {@code what} begins with a slash, every name in it encoded. */
    Request request(String method, String project, String what) {
        return Request.of(method, settings.reach().uri("/v1/organization/projects/" + Reach.encoded(project) + what))
                .with("Authorization", "Bearer " + settings.adminKey().text());
    }

    Answer call(Request request, Deadline deadline) throws IOException {
        return http.call(request, deadline);
    }

    Answer callAndRead(Request request, Deadline deadline) throws IOException {
        return http.callAndRead(request, deadline);
    }

    void requireSuccess(String doing, Answer answer) throws NotDoneException {
        JUDGE.requireSuccess(doing, answer, clock.instant());
    }
}
