// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import io.keysurge.http.Deadline;
import io.keysurge.revoke.Connector.Standing;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what takes several calls of one target, with one deadline for all of them. */
public final class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final String target;
    private final Duration deadline;

    /**
     * Calls of one target.
     *
     * @param target what may be shown of it
     * @param deadline for all calls of one errand together
     */
    public Errands(String target, Duration deadline) {
        this.target = target;
        this.deadline = deadline;
    }

    /** What is done within a deadline. */
    @FunctionalInterface
    public interface Errand<T> {
        T run(Deadline deadline) throws NotDoneException, IOException;
    }

    /**
     * Does something.
     *
     * @param key of the action, for the log
     */
    public Outcome act(String key, Errand<Outcome> errand) {
        try {
            return errand.run(Deadline.in(deadline));
        } catch (NotDoneException e) {
            return e.outcome();
        } catch (IOException e) {
            LOG.warn("Action {} at {}: {}", key, target, e.getMessage());
            return unanswered(e);
        }
    }

    /** Looks how the target stands. */
    public Standing look(Errand<Standing> errand) {
        Outcome why;
        try {
            return errand.run(Deadline.in(deadline));
        } catch (NotDoneException e) {
            why = e.outcome();
        } catch (IOException e) {
            why = unanswered(e);
        }
        return new Standing.Unknown(why.answer(), why);
    }

    private static Outcome unanswered(IOException e) {
        return new TryAgain("no answer: " + e.getClass().getSimpleName(), null);
    }
}
