// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a detector thinks of one minute of one identity. */
sealed interface Verdict {

    /** Nothing out of the usual. */
    record Usual() implements Verdict {
        static final Usual INSTANCE = new Usual();
    }

    /**
     * Out of the usual.
     *
     * @param kind what was noticed
     * @param subject what it is about within the identity; null when the identity as a whole
     * @param minute the judged minute, since 1970
     * @param windowMinutes length of the judged window, which ends with the judged minute
     * @param unit unit of observed, expected and threshold
     * @param observed what was seen
     * @param expected what is usual
     * @param threshold what observed had to exceed
     * @param severity 1 to 5, before context
     * @param confidence 0 to 1
     * @param related other kinds whose signs the judgement rests on
     * @param stranger true when all that was observed came from strangers, so that none of it is usual
     */
    record Signal(
            AlertKind kind,
            @Nullable String subject,
            long minute,
            int windowMinutes,
            String unit,
            double observed,
            double expected,
            double threshold,
            int severity,
            double confidence,
            List<AlertKind> related,
            boolean stranger)
            implements Verdict {

        /** A signal that rests on one sign. */
        Signal(
                AlertKind kind,
                @Nullable String subject,
                long minute,
                int windowMinutes,
                String unit,
                double observed,
                double expected,
                double threshold,
                int severity,
                double confidence) {
            this(
                    kind,
                    subject,
                    minute,
                    windowMinutes,
                    unit,
                    observed,
                    expected,
                    threshold,
                    severity,
                    confidence,
                    List.of(),
                    false);
        }

        /** The same signal, of strangers and resting on signs of other kinds. */
        Signal ofStrangers(List<AlertKind> kinds) {
            return restingOnly(kinds, true);
        }

        /** The same signal, resting on signs of these kinds too. */
        Signal restingOn(Set<AlertKind> kinds) {
            List<AlertKind> all =
                    Stream.concat(related.stream(), kinds.stream()).distinct().toList();
            return restingOnly(all, stranger);
        }

        private Signal restingOnly(List<AlertKind> kinds, boolean ofStrangers) {
            return new Signal(
                    kind,
                    subject,
                    minute,
                    windowMinutes,
                    unit,
                    observed,
                    expected,
                    threshold,
                    severity,
                    confidence,
                    kinds,
                    ofStrangers);
        }

        double ratio() {
            return observed / Math.max(1, expected);
        }

        /** Natural logarithm of how far above the threshold; 0 at the threshold. */
        double score() {
            return Ln.of(Math.max(1, observed) / Math.max(1, threshold));
        }
    }
}
