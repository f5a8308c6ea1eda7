// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

/** Judges one series, a value at a time, in order. */
@FunctionalInterface
public interface SeriesDetector {

    /**
     * Judges a value by those before it, and takes it in.
     *
     * @param epochSeconds when it was measured
     * @param value what was measured
     * @return how anomalous it is, 0 to 1
     */
    double score(long epochSeconds, double value);
}
