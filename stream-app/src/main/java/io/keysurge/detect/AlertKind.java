// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** What the detectors of this room can notice. Names are those of the Alert contract and part of the state. */
public enum AlertKind {
    /** More tokens than the identity's own upper bound. */
    TOKEN_SPIKE,
    /** Sustained growth without one big step. */
    RAMP,
    /** Tokens per call jump while the rate need not. */
    SHAPE_SHIFT,
    /** Near-identical calls at a steady, high pace. */
    RUNAWAY_LOOP,
    /** Use after days of silence. */
    DORMANT_WOKE,
    /** Use at an hour at which the identity is usually quiet. */
    OFF_HOURS,
    /** More applications on one identity than declared or learned. */
    FAN_OUT,
    /** An application that never used the identity before. */
    NEW_APPLICATION,
    /** A model that the identity never used, asked for in a way that is no trial of its own. */
    NEW_MODEL,
    /** A network and region that is not one of the identity's own. */
    NEW_ORIGIN,
    /** A burst of refused calls. */
    FAIL_BURST,
    /** One source tries many identities' keys. */
    KEY_CHECKER,
    /** More identities that nobody knows than ever appear, or more than may be remembered. */
    IDENTITY_FLOOD,
    /** A credential that was found where it should not be is in use. */
    EXPOSED_KEY_USED,
    /** A call is answered after an action that should have stopped it. */
    USE_AFTER_REVOCATION,
    /** A model, a region, an operation or a class of data that was not declared. */
    OFF_SCOPE,
    /** A test identity in production, or a test environment that spends as production does. */
    ENVIRONMENT_MISMATCH,
    /** Two identities of a business unit do near-identical work. */
    DUPLICATED_AUTOMATION,
    /** One shared identity carries much of its business unit's spend. */
    SPEND_CONCENTRATION,
    /** A producer falls silent while its peers do not. */
    METER_GAP,
    /** Much of what a producer publishes has no application, environment or owner. */
    UNATTRIBUTED,
    /** A threshold of a soft limit is crossed, or one below the limit of a budget. */
    BUDGET_SOFT,
    /** A budget is used up. */
    BUDGET_HARD,
    /** A budget will be used up before its period is over. */
    BUDGET_FORECAST;

    /** True when there is more or less of what is noticed, so that a sensitivity can ask for more or less. */
    public boolean hasMargin() {
        return switch (this) {
            case NEW_APPLICATION,
                    NEW_MODEL,
                    EXPOSED_KEY_USED,
                    USE_AFTER_REVOCATION,
                    OFF_SCOPE,
                    ENVIRONMENT_MISMATCH,
                    SPEND_CONCENTRATION,
                    METER_GAP,
                    UNATTRIBUTED,
                    BUDGET_SOFT,
                    BUDGET_HARD,
                    BUDGET_FORECAST -> false;
            default -> true;
        };
    }

    /** True for what rests on what people said, and not on what was learned: no baseline has a say in how grave it is. */
    boolean isKnowledge() {
        return switch (this) {
            case EXPOSED_KEY_USED, USE_AFTER_REVOCATION, OFF_SCOPE, ENVIRONMENT_MISMATCH -> true;
            default -> false;
        };
    }

    /** True for what concerns how much, how or when an identity uses, as one habit changes. */
    boolean isAboutRate() {
        return switch (this) {
            case TOKEN_SPIKE, RAMP, SHAPE_SHIFT, OFF_HOURS -> true;
            default -> false;
        };
    }
}
