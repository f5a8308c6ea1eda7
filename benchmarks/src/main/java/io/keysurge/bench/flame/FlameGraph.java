// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * A flight recording as a picture: each bar is a call, as wide as its part of the samples, above the one that made it
 * (Gregg, 2016). Samples are of threads that run Java code; time within RocksDB, the garbage collector and the compiler
 * is not in them.
 */
public final class FlameGraph {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final int WIDTH = 1_200;
    private static final int ROW = 15;
    private static final int TEXT_BASE = 11;
    private static final double CHARACTER = 6.2;
    private static final int FEWEST_CHARACTERS = 4;
    /** Part of all samples below which a call is not drawn. */
    private static final double LEAST_PART = 0.003;

    private final Frame all = new Frame("all");

    private FlameGraph() {}

    /**
     * Draws a recording.
     *
     * @param recording a recording of the JDK's Flight Recorder
     * @param picture the SVG to write
     * @throws IOException when the recording cannot be read or the picture not be written
     */
    public static void draw(Path recording, Path picture) throws IOException {
        var graph = new FlameGraph();
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                graph.take(events.readEvent());
            }
        }
        Files.writeString(picture, graph.svg());
    }

    private void take(RecordedEvent event) {
        if (!event.getEventType().getName().equals(SAMPLE) || event.getStackTrace() == null) {
            return;
        }
        List<String> path = new ArrayList<>();
        path.add(thread(event.getThread("sampledThread")));
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            path.add(name(frames.get(i).getMethod()));
        }
        all.add(path);
    }

    /** Threads that differ by a number do the same. */
    private static String thread(RecordedThread thread) {
        String name = thread == null || thread.getJavaName() == null ? "other" : thread.getJavaName();
        return "thread " + name.replaceAll("[0-9a-f]{8}-[0-9a-f-]+", "*").replaceAll("[0-9]+", "*");
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private String svg() {
        int height = all.depth(LEAST_PART * (double) all.samples()) * ROW;
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\" font-size=\"10\">%n",
                WIDTH,
                height));
        draw(all, 0, height - ROW, svg);
        return svg.append("</svg>\n").toString();
    }

    private void draw(Frame frame, double x, int y, StringBuilder svg) {
        double part = (double) frame.samples() / (double) Math.max(1, all.samples());
        if (part < LEAST_PART) {
            return;
        }
        double width = WIDTH * part;
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                escaped(frame.name()),
                100 * part,
                x,
                y,
                Math.max(0.5, width - 0.5),
                ROW - 1,
                color(frame.name())));
        int fits = (int) (width / CHARACTER);
        if (fits >= FEWEST_CHARACTERS) {
            String text =
                    frame.name().length() <= fits ? frame.name() : frame.name().substring(0, fits - 1) + "…";
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + TEXT_BASE, escaped(text)));
        }
        svg.append("</g>\n");
        double left = x;
        for (Frame each : frame.called()) {
            draw(each, left, y - ROW, svg);
            left += WIDTH * (double) each.samples() / (double) all.samples();
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Warm colours that differ by name and stay the same from picture to picture. */
    private static String color(String name) {
        int hash = name.hashCode();
        return String.format("#%02x%02x%02x", 205 + (hash & 31), 120 + (hash >> 5 & 63), 60 + (hash >> 11 & 31));
    }
}
