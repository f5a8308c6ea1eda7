// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Deadline;
import java.io.IOException;

/** The keys at one provider, each called by its id. */
public interface Keyring {

    /** How the provider shows a key. */
    Status status(String key, Deadline deadline) throws NotDoneException, IOException;

    /** Takes a key away for good; one that is gone by then is no failure. */
    void remove(String key, Deadline deadline) throws NotDoneException, IOException;

    /** What a key is called where people read it. */
    default String shown(String key) {
        return "key " + key;
    }

    /** What a key can do. */
    enum Status {

        /** It is accepted. */
        ON,

        /** It is refused, and can be made to be accepted again. */
        OFF,

        /** It is refused for good, or was never there. */
        GONE
    }
}
