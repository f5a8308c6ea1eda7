// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Every row that counts, of all series together, the most anomalous first; equals stay in the order of the files. */
final class NabRows {

    /** In no window. */
    static final int NO_WINDOW = -1;

    private static final double FAR = 3;
    private static final double STEEPNESS = 5;
    private static final double BEST = sigmoid(-1);

    /** What a call of the row is worth, before the profile's weights. */
    final double[] worth;
    /** Which window the row is in, or {@link #NO_WINDOW}. */
    final int[] window;

    final double[] scores;

    private NabRows(double[] worth, int[] window, double[] scores) {
        this.worth = worth;
        this.window = window;
        this.scores = scores;
    }

    int size() {
        return scores.length;
    }

    static NabRows of(List<NabSeries> corpus, List<double[]> scores) {
        int size = corpus.stream().mapToInt(NabSeries::rows).sum();
        double[] worth = new double[size];
        int[] window = new int[size];
        double[] all = new double[size];
        int kept = 0;
        int windows = 0;
        for (int k = 0; k < corpus.size(); k++) {
            NabSeries series = corpus.get(k);
            double[] values = new double[series.rows()];
            int[] in = new int[series.rows()];
            fill(series, windows, values, in);
            windows += series.windows().size();
            for (int row = series.probation(); row < series.rows(); row++, kept++) {
                worth[kept] = values[row];
                window[kept] = in[row];
                all[kept] = scores.get(k)[row];
            }
        }
        return sorted(Arrays.copyOf(worth, kept), Arrays.copyOf(window, kept), Arrays.copyOf(all, kept));
    }

    private static NabRows sorted(double[] worth, int[] window, double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b] + 0.0, scores[a] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        return new NabRows(
                Arrays.stream(order).mapToDouble(row -> worth[row]).toArray(),
                Arrays.stream(order).map(row -> window[row]).toArray(),
                Arrays.stream(order).mapToDouble(row -> scores[row]).toArray());
    }

    private static void fill(NabSeries series, int windowsBefore, double[] worth, int[] window) {
        Arrays.fill(worth, -1);
        Arrays.fill(window, NO_WINDOW);
        List<NabSeries.Window> windows = series.windows();
        for (int k = 0; k < windows.size(); k++) {
            NabSeries.Window here = windows.get(k);
            double width = here.last() - here.first() + 1;
            for (int row = here.first(); row <= here.last(); row++) {
                worth[row] = sigmoid(-(here.last() - row + 1) / width) / BEST;
                window[row] = windowsBefore + k;
            }
            int next = k + 1 < windows.size() ? windows.get(k + 1).first() : series.rows();
            for (int row = here.last() + 1; row < next; row++) {
                worth[row] = sigmoid(Math.abs(here.last() - row) / (width - 1));
            }
        }
    }

    /** Near 1 well before a window's end, 0 at the end, near -1 well after it. */
    private static double sigmoid(double place) {
        return place > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
    }
}
