// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertPoint;
import io.keysurge.evaluate.plot.Chart;
import io.keysurge.evaluate.plot.Chart.Line;
import io.keysurge.evaluate.plot.Chart.Mark;
import io.keysurge.evaluate.plot.Chart.Point;
import io.keysurge.evaluate.plot.Chart.Span;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.Scored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Charts of one identity's life around a moment: its tokens, its threshold, the alerts and the labels. */
final class IncidentCharts {

    private static final int BUCKET = 10;
    private static final int HOUR = 60;
    private static final int DAY = 1440;
    private static final int WEEK = 7 * DAY;
    /** Views up to this long are drawn minute by minute. */
    private static final long SHORT_VIEW = 8 * HOUR;

    private final Map<Integer, TokenSeries> series;
    private final Map<Integer, List<RaisedAlert>> alerts;
    private final Collection<Incident> incidents;

    IncidentCharts(EngineRun run, Collection<Incident> incidents) {
        this.series = run.series();
        this.alerts = run.raised().stream()
                .collect(Collectors.groupingBy(raised -> raised.row().identity()));
        this.incidents = incidents;
    }

    /**
     * A chart of an identity.
     *
     * @param first minute that matters
     * @param end minute after the last that matters; as much again is shown around, but two hours at least
     */
    Chart chart(String title, String subtitle, int identity, long first, long end) {
        long around = Math.min(DAY, Math.max(2 * HOUR, end - first));
        int from = (int) Math.max(0, first - around);
        int to = (int) Math.min(Scored.END_MINUTE, end + around);
        TokenSeries tokens = series.getOrDefault(identity, new TokenSeries());
        List<RaisedAlert> raised = alerts.getOrDefault(identity, List.of());
        return new Chart(
                title,
                subtitle,
                "tokens/min",
                epoch(from),
                epoch(to),
                points(tokens, from, to, to - from <= SHORT_VIEW ? 1 : BUCKET),
                List.of(threshold(raised, from, to), largestBefore(tokens, from, to)),
                spans(identity, from, to),
                raised.stream()
                        .map(one -> new Mark(
                                epoch(one.row().minute() + 1),
                                one.row().type(),
                                one.row().severity()))
                        .toList(),
                hours(tokens));
    }

    private static List<Point> points(TokenSeries tokens, int from, int to, int width) {
        double[] sums = tokens.sums(from, to, width);
        List<Point> points = new ArrayList<>(sums.length);
        for (int i = 0; i < sums.length; i++) {
            points.add(new Point(epoch(from + (long) i * width), sums[i] / width));
        }
        return points;
    }

    /** What TOKEN_SPIKE allowed, as far as the charts that alerts carry tell it. */
    private static Line threshold(List<RaisedAlert> raised, int from, int to) {
        TreeMap<Long, Double> known = new TreeMap<>();
        for (RaisedAlert one : raised) {
            Alert alert = one.alert();
            for (AlertPoint point : alert.getSeries()) {
                long minute = InputNumbers.minute(point.getMinute());
                if (from <= minute && minute < to && point.getThreshold() != null) {
                    known.put(minute, point.getThreshold());
                }
            }
        }
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (Map.Entry<Long, Double> one : known.entrySet()) {
            if (!piece.isEmpty() && piece.get(piece.size() - 1).minute() + 1 < epoch(one.getKey())) {
                pieces.add(List.copyOf(piece));
                piece.clear();
            }
            piece.add(new Point(epoch(one.getKey()), one.getValue()));
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return new Line("threshold", false, pieces);
    }

    private static Line largestBefore(TokenSeries tokens, int from, int to) {
        double largest = 0;
        for (double sum : tokens.sums(Math.max(0, from - WEEK), from, BUCKET)) {
            largest = Math.max(largest, sum / BUCKET);
        }
        return new Line(
                "largest 10 min of the week before",
                true,
                List.of(List.of(new Point(epoch(from), largest), new Point(epoch(to - 1), largest))));
    }

    private List<Span> spans(int identity, int from, int to) {
        return incidents.stream()
                .filter(incident -> incident.identities().contains(identity))
                .filter(incident -> incident.end() >= from && incident.probe() < to)
                .flatMap(incident -> spans(incident, from).stream())
                .toList();
    }

    private static List<Span> spans(Incident incident, int from) {
        List<Span> spans = new ArrayList<>();
        if (incident.probe() < incident.start() && incident.probe() >= from) {
            spans.add(new Span(epoch(incident.probe()), epoch(incident.probe() + 1), "probe", false));
        }
        spans.add(new Span(epoch(Math.max(from, incident.start())), epoch(incident.end()), incident.type(), false));
        return spans;
    }

    /** The largest ten minutes of each hour of the two weeks. */
    private static List<Point> hours(TokenSeries tokens) {
        double[] sums = tokens.sums(0, (int) Scored.END_MINUTE, BUCKET);
        List<Point> hours = new ArrayList<>();
        for (int hour = 0; hour < Scored.END_MINUTE / HOUR; hour++) {
            double largest = 0;
            for (int bucket = 0; bucket < HOUR / BUCKET; bucket++) {
                largest = Math.max(largest, sums[hour * HOUR / BUCKET + bucket]);
            }
            hours.add(new Point(epoch((long) hour * HOUR), largest / BUCKET));
        }
        return hours;
    }

    private static double epoch(long minute) {
        return InputNumbers.epochMinute(minute);
    }
}
