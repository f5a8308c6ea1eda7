// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The benchmark's files, read and written as it publishes them. */
public final class NabCorpus {

    private static final JsonMapper JSON = new JsonMapper();

    private NabCorpus() {}

    /**
     * Reads every file that the labels name, sorted by name.
     *
     * @param folder holds {@code <folder>/<file>.csv}
     * @param labels the windows, as published
     */
    public static List<NabFile> read(Path folder, Path labels) throws IOException {
        Map<String, List<List<String>>> windows;
        try {
            windows = JSON.readValue(labels.toFile(), new TypeReference<TreeMap<String, List<List<String>>>>() {});
        } catch (JsonProcessingException e) {
            throw new IOException(
                    labels + ": " + e.getOriginalMessage() + " (expected: for each file, pairs of timestamps)", e);
        }
        List<NabFile> files = new ArrayList<>();
        for (Map.Entry<String, List<List<String>>> file : windows.entrySet()) {
            List<Map.Entry<String, String>> spans = new ArrayList<>();
            for (List<String> span : file.getValue()) {
                if (span.size() != 2) {
                    throw new IOException(
                            labels + ": " + file.getKey() + ": " + span + " (expected: first and last timestamp)");
                }
                spans.add(Map.entry(span.get(0), span.get(1)));
            }
            files.add(NabFile.read(folder, file.getKey(), spans));
        }
        return files;
    }

    /** Writes {@code <folder>/<file>.csv} under a folder: the file's rows, and what a detector said of each. */
    public static void write(Path folder, NabFile file, double[] scores) throws IOException {
        Path out = folder.resolve(file.name());
        Files.createDirectories(out.toAbsolutePath().getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(out)) {
            writer.write("timestamp,value,anomaly_score\n");
            for (int row = 0; row < scores.length; row++) {
                writer.write(file.text(row) + "," + scores[row] + "\n");
            }
        }
    }
}
