// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.AlertRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes alerts as the traces' own scoring scripts read them: CSV, one row each. */
final class AlertsFile {

    private AlertsFile() {}

    /** Writes every alert, in order. */
    static void write(Path file, List<AlertRow> alerts) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("identity,minute,type,severity\n");
            for (AlertRow alert : alerts) {
                out.write(alert.identity() + "," + alert.minute() + "," + alert.type() + "," + alert.severity() + "\n");
            }
        }
    }
}
