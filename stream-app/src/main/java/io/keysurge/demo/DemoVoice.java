// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;

/** Hears what happens while it happens. */
public interface DemoVoice {

    /** A new part of the demo begins. */
    void step(String what);

    /**
     * How far a part is; called often.
     *
     * @param what is being done
     * @param count events so far
     * @param part how much of the whole, 0 to 1
     */
    void progress(String what, long count, double part);

    /** The detector said something about one of the demo's identities. */
    void alert(Tailed<Alert> alert);

    /** The sink recorded something about one of the demo's identities. */
    void action(Tailed<ActionRecord> action);

    /** Something a person should know although the demo goes on. */
    void warning(String what);
}
