// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.nab.NabFile;
import io.keysurge.evaluate.score.NabProfile;
import io.keysurge.evaluate.score.NabScore;
import io.keysurge.evaluate.score.NabScorer;
import io.keysurge.evaluate.score.NabSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every figure of one evaluation on the Numenta Anomaly Benchmark.
 *
 * @param rows rows of all files
 * @param windows labelled windows
 * @param detectors the scores of each detector, ours first
 * @param threshold ours under the standard profile
 * @param files what ours did on each file at that threshold
 */
record NabReport(
        int rows,
        int windows,
        Map<String, Map<NabProfile, NabScore>> detectors,
        double threshold,
        List<FileDetail> files) {

    /**
     * One file.
     *
     * @param name folder and file
     * @param rows how many
     * @param windows labelled windows
     * @param windowsFound windows with a call after probation
     * @param falsePositives rows called outside windows and probation
     * @param highest the highest score after probation
     */
    record FileDetail(String name, int rows, int windows, int windowsFound, int falsePositives, double highest) {}

    static NabReport of(List<NabFile> corpus, List<NabRun> runs) {
        List<NabSeries> series = corpus.stream().map(NabFile::series).toList();
        Map<String, Map<NabProfile, NabScore>> detectors = new LinkedHashMap<>();
        runs.forEach(run -> detectors.put(run.name(), NabScorer.score(series, run.scores())));
        NabRun ours = runs.get(0);
        NabScore standard = NabScorer.score(series, ours.scores(), NabProfile.STANDARD);
        return new NabReport(
                series.stream().mapToInt(NabSeries::rows).sum(),
                series.stream().mapToInt(one -> one.windows().size()).sum(),
                detectors,
                standard.threshold(),
                details(series, ours, standard.threshold()));
    }

    private static List<FileDetail> details(List<NabSeries> series, NabRun run, double threshold) {
        List<FileDetail> details = new ArrayList<>();
        for (int k = 0; k < series.size(); k++) {
            details.add(detail(series.get(k), run.scores().get(k), threshold));
        }
        return details;
    }

    private static FileDetail detail(NabSeries series, double[] scores, double threshold) {
        boolean[] found = new boolean[series.windows().size()];
        int unfounded = 0;
        double highest = 0;
        for (int row = series.probation(); row < scores.length; row++) {
            highest = Math.max(highest, scores[row]);
            if (scores[row] >= threshold) {
                int window = series.windowOf(row);
                if (window < 0) {
                    unfounded++;
                } else {
                    found[window] = true;
                }
            }
        }
        int windowsFound = 0;
        for (boolean one : found) {
            windowsFound += one ? 1 : 0;
        }
        return new FileDetail(series.name(), series.rows(), found.length, windowsFound, unfounded, highest);
    }
}
