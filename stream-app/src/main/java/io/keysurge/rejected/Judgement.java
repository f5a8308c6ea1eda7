// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

/**
 * What would become of a refused record if it were published again now.
 *
 * @param verdict in a word
 * @param why in a sentence; empty where it would pass
 */
public record Judgement(Verdict verdict, String why) {

    /** It would count. */
    static final Judgement PASSES = new Judgement(Verdict.PASSES, "");

    /** Ways a retry can end. */
    public enum Verdict {
        /** The detector would take it. */
        PASSES,
        /** The detector would refuse it again. */
        REFUSED_AGAIN,
        /** Its key has a newer record on a topic of which the newest counts. */
        OUTDATED,
        /** It was published again before. */
        RETRIED,
        /** It cannot be published as it came: only its beginning was kept. */
        CUT_OFF,
        /** It was posted to a listener and was never on a topic. */
        POSTED,
        /** It came from a topic that the detector does not read under these settings. */
        FOREIGN
    }

    /**
     * Whether it is to be published again.
     *
     * @param force true where a person wants it although the detector would refuse it, or it is outdated
     */
    public boolean publishes(boolean force) {
        return switch (verdict) {
            case PASSES -> true;
            case REFUSED_AGAIN, OUTDATED -> force;
            case RETRIED, CUT_OFF, POSTED, FOREIGN -> false;
        };
    }
}
