// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.nab.Contestant;
import io.keysurge.evaluate.nab.NabFile;
import java.util.List;

/**
 * What one detector said of every row of the benchmark.
 *
 * @param name the detector
 * @param scores for each file, one score a row
 * @param seconds how long it took
 */
record NabRun(String name, List<double[]> scores, double seconds) {

    /** Runs a detector over every file, files side by side on all cores. */
    static NabRun of(Contestant contestant, List<NabFile> corpus) {
        long begun = System.nanoTime();
        List<double[]> scores = corpus.parallelStream().map(contestant::judge).toList();
        return new NabRun(contestant.name(), scores, (System.nanoTime() - begun) / 1e9);
    }
}
