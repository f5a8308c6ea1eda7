// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.plot.Chart;
import io.keysurge.evaluate.plot.ChartSvg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of drawings, with a page that shows all of them. */
final class Gallery {

    /** More than that nobody looks at. */
    private static final int MOST = 200;

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Keysurge evaluation</title>
            <style>body{background:#f2f4f6;text-align:center}img{max-width:100%;margin:6px}</style>
            """;

    private final Path folder;
    private final List<String> files = new ArrayList<>();

    Gallery(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    boolean isFull() {
        return files.size() >= MOST;
    }

    /** Draws a chart, unless the gallery is full. */
    void add(String name, Chart chart) throws IOException {
        if (isFull()) {
            return;
        }
        String file = name + ".svg";
        Files.writeString(folder.resolve(file), ChartSvg.of(chart));
        files.add(file);
    }

    /** Writes the page. Tells how many drawings there are. */
    int close() throws IOException {
        var page = new StringBuilder(HEAD);
        for (String file : files) {
            page.append("<img loading=\"lazy\" src=\"" + file + "\" alt=\"" + file + "\">\n");
        }
        Files.writeString(folder.resolve("index.html"), page.append("</html>\n"));
        return files.size();
    }
}
