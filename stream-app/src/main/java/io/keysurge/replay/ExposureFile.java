// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.ExposureReport;
import io.keysurge.usage.ExposureRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Reads a file of exposed credentials: JSON objects with the fields of the ExposureReport contract, one after the other or in an array. */
public final class ExposureFile {

    private ExposureFile() {}

    /**
     * Reads every report of a file, that found first first.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<ExposureReport> read(Path file) throws IOException {
        List<ExposureReport> reports = RecordFile.read(
                file, ExposureReport.class, report -> ExposureRules.check(report, report.getIdentityId()));
        reports.sort(Comparator.comparing(ExposureReport::getFoundAt));
        return reports;
    }
}
