// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.ExposureReport;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.usage.ExposureRules;
import io.keysurge.usage.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a file of exposed credentials: JSON objects with the fields of the ExposureReport contract, one after the other or in an array. */
public final class ExposureFile {

    private ExposureFile() {}

    /**
     * Reads every report of a file, that found first first.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<ExposureReport> read(Path file) throws IOException {
        List<ExposureReport> reports = new ArrayList<>();
        int entry = 0;
        for (JsonNode node : IdentityFile.nodes(file)) {
            entry++;
            try {
                ExposureReport report = RecordJson.read(node, ExposureReport.class);
                Optional<Refusal> refusal = ExposureRules.check(report, report.getIdentityId());
                if (refusal.isPresent()) {
                    throw new IOException(
                            file + ": entry " + entry + ": " + refusal.get().sentence());
                }
                reports.add(report);
            } catch (InvalidRecordException e) {
                throw new IOException(file + ": entry " + entry + ": " + e.getMessage(), e);
            }
        }
        reports.sort(Comparator.comparing(ExposureReport::getFoundAt));
        return reports;
    }
}
