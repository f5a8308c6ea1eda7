// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Deadline;
import java.io.IOException;

/** The keys at a provider that can switch one off for a while. */
public interface SwitchableKeyring extends Keyring {

    /** Makes a key useless for a while. */
    void disable(String key, Deadline deadline) throws NotDoneException, IOException;

    /** Makes a key usable again. */
    void enable(String key, Deadline deadline) throws NotDoneException, IOException;
}
