// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.nab.NabFile;
import io.keysurge.evaluate.plot.Chart;
import io.keysurge.evaluate.plot.Chart.Mark;
import io.keysurge.evaluate.plot.Chart.Point;
import io.keysurge.evaluate.plot.Chart.Span;
import io.keysurge.evaluate.score.NabSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws every file of the benchmark: the series, the labelled windows, and where ours called. */
final class NabPlots {

    private static final int RIGHT_CALL = 2;
    private static final int WRONG_CALL = 5;

    private NabPlots() {}

    /** Draws all of it into a folder; tells how many drawings there are. */
    static int draw(Path folder, List<NabFile> corpus, NabRun ours, NabReport report) throws IOException {
        var gallery = new Gallery(folder);
        for (int k = 0; k < corpus.size(); k++) {
            NabFile file = corpus.get(k);
            gallery.add(
                    file.name().replace('/', '-').replace(".csv", ""),
                    chart(file, ours.scores().get(k), report.files().get(k), report.threshold()));
        }
        return gallery.close();
    }

    private static Chart chart(NabFile file, double[] scores, NabReport.FileDetail detail, double threshold) {
        List<Point> points = new ArrayList<>(scores.length);
        List<Mark> marks = new ArrayList<>();
        NabSeries series = file.series();
        for (int row = 0; row < scores.length; row++) {
            points.add(new Point(minute(file, row), file.value(row)));
            if (row >= series.probation() && scores[row] >= threshold) {
                boolean right = series.windowOf(row) >= 0;
                marks.add(new Mark(minute(file, row), Cells.fixed(scores[row], 2), right ? RIGHT_CALL : WRONG_CALL));
            }
        }
        String became = detail.windowsFound() + " of " + detail.windows() + " windows found, " + detail.falsePositives()
                + " false positives at threshold " + Cells.fixed(threshold, 4);
        int last = scores.length - 1;
        return new Chart(
                file.name(),
                became,
                "value",
                minute(file, 0),
                minute(file, last),
                points,
                List.of(),
                spans(file),
                marks,
                List.of());
    }

    private static List<Span> spans(NabFile file) {
        NabSeries series = file.series();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(minute(file, 0), minute(file, series.probation()), "probation", true));
        for (NabSeries.Window window : series.windows()) {
            spans.add(new Span(minute(file, window.first()), minute(file, window.last()), "", false));
        }
        return spans;
    }

    private static double minute(NabFile file, int row) {
        return file.epochSeconds(Math.min(row, file.rows() - 1)) / 60.0;
    }
}
