// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.detect.AlertKind;
import java.util.Locale;
import java.util.stream.Collectors;

/** The pages of evidence, one for each kind of alert: written by hand, held to the code by a test. */
final class DetectorPages {

    static final String FOLDER = "detectors";

    private DetectorPages() {}

    /** Where the page of a kind of alert is, from the folder of all pages. */
    static String file(AlertKind kind) {
        return FOLDER + "/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
    }

    /** What the page of a kind of alert begins with. */
    static String beginning(AlertKind kind) {
        AlertTypesPage.Story story = AlertTypesPage.story(kind);
        return "# %s\n\nUnit: %s. Severities: %s. Judged by "
                .formatted(
                        kind,
                        MarkdownTable.codes(story.units()),
                        story.severities().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
