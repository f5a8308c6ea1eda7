// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one call of a connector. */
public sealed interface Outcome {

    /** What the target answered, in a few words and without secrets. */
    String answer();

    /** It took effect. */
    record Done(String answer) implements Outcome {}

    /**
     * It did not, or nobody knows; the same call may be made again.
     *
     * @param notBefore when the target asked to be left alone until; null when it did not ask
     */
    record TryAgain(String answer, @Nullable Instant notBefore) implements Outcome {}

    /** It did not and never will; calling again is pointless. */
    record Refused(String answer) implements Outcome {}
}
