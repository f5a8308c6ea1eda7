// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

import io.keysurge.evaluate.score.NabSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One series of the benchmark: CSV with a header, a timestamp and a value in each row. */
public final class NabFile {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final String name;
    private final List<String> texts;
    private final long[] seconds;
    private final double[] values;
    private final List<NabSeries.Window> windows;

    private NabFile(String name, List<String> texts, long[] seconds, double[] values, List<NabSeries.Window> windows) {
        this.name = name;
        this.texts = texts;
        this.seconds = seconds;
        this.values = values;
        this.windows = windows;
    }

    /**
     * Reads a file.
     *
     * @param folder the folder that names are relative to
     * @param name folder and file
     * @param windows first and last timestamp of each labelled window, in order
     * @throws IOException when it cannot be read, a row is wrong, or a window begins or ends at no row
     */
    static NabFile read(Path folder, String name, List<Map.Entry<String, String>> windows) throws IOException {
        List<String> texts = new ArrayList<>(Files.readAllLines(folder.resolve(name)));
        texts.removeIf(String::isBlank);
        if (texts.isEmpty()) {
            throw new IOException(name + ": empty (expected: a header and rows)");
        }
        texts.remove(0);
        long[] seconds = new long[texts.size()];
        double[] values = new double[texts.size()];
        Map<Long, Integer> places = new HashMap<>();
        for (int row = 0; row < seconds.length; row++) {
            String where = name + ": line " + (row + 2);
            String[] cells = texts.get(row).split(",", -1);
            if (cells.length < 2) {
                throw new IOException(where + ": " + cells.length + " columns (expected: timestamp,value)");
            }
            seconds[row] = epochSeconds(cells[0], where);
            values[row] = number(cells[1], where);
            places.putIfAbsent(seconds[row], row);
        }
        List<NabSeries.Window> spans = new ArrayList<>();
        for (Map.Entry<String, String> window : windows) {
            spans.add(
                    new NabSeries.Window(place(places, window.getKey(), name), place(places, window.getValue(), name)));
        }
        return new NabFile(name, texts, seconds, values, spans);
    }

    private static int place(Map<Long, Integer> places, String timestamp, String name) throws IOException {
        Integer row = places.get(epochSeconds(timestamp, name + ": window"));
        if (row == null) {
            throw new IOException(name + ": window: " + timestamp + " (expected: the timestamp of a row)");
        }
        return row;
    }

    private static long epochSeconds(String timestamp, String where) throws IOException {
        int fraction = timestamp.indexOf('.');
        String whole = fraction < 0 ? timestamp : timestamp.substring(0, fraction);
        try {
            return LocalDateTime.parse(whole, TIMESTAMP).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IOException(where + ": " + timestamp + " (expected: as in 2014-04-01 00:05:00)", e);
        }
    }

    private static double number(String text, String where) throws IOException {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException(where + ": " + text + " (expected: a number)", e);
        }
    }

    /** Folder and file. */
    public String name() {
        return name;
    }

    /** How many rows. */
    public int rows() {
        return values.length;
    }

    /** A row as it stands in the file. */
    public String text(int row) {
        return texts.get(row);
    }

    /** When a row was measured; timestamps are read as UTC. */
    public long epochSeconds(int row) {
        return seconds[row];
    }

    /** What was measured. */
    public double value(int row) {
        return values[row];
    }

    /** What scoring needs of it. */
    public NabSeries series() {
        return new NabSeries(name, values.length, windows);
    }
}
