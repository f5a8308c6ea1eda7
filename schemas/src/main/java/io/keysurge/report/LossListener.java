// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.UsageEvent;

/**
 * Hears of every event that will not arrive. Called from the reporting thread for events that were not accepted and from
 * the reporter's own otherwise, so it must be quick and safe for several threads. What it throws is logged and ignored.
 */
@FunctionalInterface
public interface LossListener {

    /** Hears nothing; the counters still tell. */
    LossListener NONE = (loss, event, why) -> {};

    /**
     * One event is lost.
     *
     * @param event what was reported, completed, with raw credentials masked; keep it where it must not be lost
     * @param why field and rule, or what the broker said; never a secret
     */
    void lost(Loss loss, UsageEvent event, String why);
}
