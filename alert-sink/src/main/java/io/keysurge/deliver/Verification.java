// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionRecord;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.revoke.Connector.Standing;
import io.keysurge.revoke.Connector.Standing.Unknown;
import java.time.Duration;
import java.time.Instant;

/** Whether the target shows what it said it did: looked at again and again, since some targets take a while. */
public final class Verification {

    static final int MOST_LOOKS = 6;
    private final Duration firstWait;

    /**
     * Looks.
     *
     * @param firstWait how long to wait before the first; before each further one twice as long
     */
    public Verification(Duration firstWait) {
        this.firstWait = firstWait;
    }

    /** How long to wait before a look, 1 for the first. */
    Duration wait(int look) {
        return firstWait.multipliedBy(1L << (look - 1));
    }

    static ActionRecord seen(ActionRecord executed, Instant now) {
        Duration toContain = Duration.between(executed.getProposedAt(), executed.getUpdatedAt());
        return ActionMoves.verified(
                executed,
                "the target shows it in effect, done " + toContain.toMillis() + " ms after the decision",
                now);
    }

    static ActionRecord unseen(ActionRecord executed, Standing standing, Instant now) {
        String why = standing instanceof Unknown unknown ? unknown.why() : "it is not in effect";
        return ActionMoves.parked(executed, "the target accepted it, but after " + MOST_LOOKS + " looks: " + why, now);
    }
}
