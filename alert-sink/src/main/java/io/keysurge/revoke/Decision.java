// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import java.util.List;

/** What the policy answers: one step and what becomes of it. */
public sealed interface Decision {

    /** The one step of the response ladder that was decided on. */
    ResponseStep step();

    /** Every guard rail that was asked, in order; empty where there was nothing to guard. */
    List<Check> checks();

    /**
     * No guard rail but the mode stands against the step.
     *
     * @param step the step to take
     * @param connector who takes it
     * @param mode LIVE: carry it out. DRY_RUN: record the plan and call nobody
     * @param checks every guard rail that was asked
     */
    record Act(ResponseStep step, String connector, ActionMode mode, List<Check> checks) implements Decision {
        public Act {
            checks = List.copyOf(checks);
        }
    }

    /**
     * At least one guard rail besides the mode stands against the step. The plan is recorded all the same.
     *
     * @param step the step that is held back
     * @param connector who would take it
     * @param mode the mode in force
     * @param checks every guard rail that was asked
     * @param why the names of those that hold it back
     */
    record HoldBack(ResponseStep step, String connector, ActionMode mode, List<Check> checks, String why)
            implements Decision {
        public HoldBack {
            checks = List.copyOf(checks);
        }
    }

    /**
     * Nothing to do in the outside world; for the record only.
     *
     * @param why in one sentence
     */
    record Ignore(String why) implements Decision {
        @Override
        public ResponseStep step() {
            return ResponseStep.RECORD;
        }

        @Override
        public List<Check> checks() {
            return List.of();
        }
    }
}
