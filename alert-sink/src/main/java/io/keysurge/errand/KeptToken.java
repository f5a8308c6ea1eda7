// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The access token of a connector: one at a time, in memory, until shortly before it expires. */
public final class KeptToken {

    /** A token is not used for this long before its end: a call takes time, and clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final int UNAUTHORIZED = 401;

    private final Source source;
    private final InstantSource clock;
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    /** None yet. */
    public KeptToken(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Who gives tokens. */
    @FunctionalInterface
    public interface Source {
        Fresh fetch(Deadline deadline) throws NotDoneException, IOException;
    }

    /**
     * A token that was just given.
     *
     * @param text the token
     * @param life how long it is good for
     */
    public record Fresh(String text, Duration life) {

        @Override
        public String toString() {
            return "(hidden)";
        }
    }

    /** A call that shows a token. */
    @FunctionalInterface
    public interface Call {
        Answer with(String token) throws IOException;
    }

    /** One call; a second one with a fresh token when the target no longer accepts the one that was kept. */
    public Answer show(Call call, Deadline deadline) throws NotDoneException, IOException {
        String kept = get(deadline);
        Answer answer = call.with(kept);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        reject(kept);
        String fresh = get(deadline);
        Answer second = call.with(fresh);
        if (second.status() == UNAUTHORIZED) {
            reject(fresh);
        }
        return second;
    }

    private synchronized String get(Deadline deadline) throws NotDoneException, IOException {
        String known = token;
        if (known != null && clock.instant().isBefore(goodUntil)) {
            return known;
        }
        Instant asked = clock.instant();
        Fresh fresh = source.fetch(deadline);
        token = fresh.text();
        goodUntil = asked.plus(fresh.life()).minus(MARGIN);
        return fresh.text();
    }

    private synchronized void reject(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }
}
