// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.Locale;

/** What may rest on an alert. Each tier is scored as if alerts below it did not exist. */
public enum Tier {
    /** A key may be cut off: two independent signals say that it is in other hands. */
    REVOKE(5),
    /** An identity may be throttled or suspended. */
    ACT(4),
    /** Somebody is told. */
    NOTIFY(1);

    private final int severity;

    Tier(int severity) {
        this.severity = severity;
    }

    /** The least severity that belongs to it. */
    public int severity() {
        return severity;
    }

    /** Whether an alert belongs to it. */
    public boolean holds(AlertRow alert) {
        return alert.severity() >= severity;
    }

    /** Its name as people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
