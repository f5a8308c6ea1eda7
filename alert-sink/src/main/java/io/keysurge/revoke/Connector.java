// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import java.time.Duration;

/**
 * One way to carry out a step in the outside world.
 *
 * <p>A dry run is not a connector: it is the mode in which no connector is called.
 */
public interface Connector extends AutoCloseable {

    /** Name under which the ledger knows the connector. Part of every action id, so it never changes. */
    String name();

    /** What the ledger may rely on after a crash. */
    Traits traits();

    /** How long after its yes the target may still accept the credential. */
    default Duration propagation() {
        return Duration.ofSeconds(5);
    }

    /** Begins to listen, where the target comes by itself. Called once, by a sink that may call the connector. */
    default void open() {}

    /**
     * True when the target comes and collects what a call only offers. What is on offer is lost with the process, so
     * whoever takes an action up calls at once, whenever the next call was due.
     */
    default boolean isCollected() {
        return false;
    }

    /** What {@link #execute} would do, in one sentence, without secrets. Calls nobody. */
    String plan(ResponseStep step, AlertFacts alert);

    /**
     * Carries the action out. Blocks for at most the connector's own deadline and throws nothing that the target's
     * answer caused.
     *
     * @param action the intent as the ledger holds it
     * @param alert the alert that asked for it
     * @param key the same for every attempt at the same action, so that the target can drop repetitions
     */
    Outcome execute(ActionRecord action, Alert alert, String key);

    /**
     * Reads how the target stands, and changes nothing. Asked before a reversible action, whose undoing needs to know;
     * after a crash, where the target is queryable; and to see that an action took effect.
     */
    default Standing standing(ActionRecord action) {
        return new Standing.Unknown("the connector " + name() + " cannot be asked");
    }

    /**
     * Restores what was before the action. Blocks and throws as {@link #execute} does.
     *
     * @param action an action that took effect, with the prior state that {@link #standing} told
     * @param key the same for every attempt at the same undoing
     */
    default Outcome undo(ActionRecord action, String key) {
        return new Outcome.Refused("the connector " + name() + " cannot undo");
    }

    /** Lets go of connections; nobody is waiting for an answer any more. */
    @Override
    default void close() {}

    /** How a target stands. */
    sealed interface Standing {

        /**
         * The target answered.
         *
         * @param inEffect true when the action is in effect, whoever brought it about
         * @param state what {@link #undo} needs to restore it, in the connector's own words; without secrets
         */
        record Known(boolean inEffect, String state) implements Standing {}

        /**
         * The target did not answer, or cannot be asked.
         *
         * @param why in a few words and without secrets
         * @param outcome what follows for an action: to be tried again, or refused for good
         */
        record Unknown(String why, Outcome outcome) implements Standing {

            /** To be tried again. */
            public Unknown(String why) {
                this(why, new Outcome.TryAgain(why, null));
            }
        }
    }

    /**
     * What can be said of a connector without calling it.
     *
     * @param reversible what it does can be undone
     * @param idempotent a repeated call with the same key has one effect
     * @param queryable the target can be asked whether a call took effect
     * @param needsSecret the target needs the credential itself, which Keysurge never holds
     */
    record Traits(boolean reversible, boolean idempotent, boolean queryable, boolean needsSecret) {}
}
