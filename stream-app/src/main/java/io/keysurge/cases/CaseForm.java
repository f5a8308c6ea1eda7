// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.page.Escaped;
import io.keysurge.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a case is written. */
public enum CaseForm {
    /** For people, in tools that show Markdown. */
    MARKDOWN {
        @Override
        public String write(CaseReport report) {
            List<String> lines = new ArrayList<>();
            lines.add("# " + Escaped.markdown(CaseText.title(report)));
            lines.add("");
            CaseText.facts(report)
                    .forEach((name, value) -> lines.add("- **" + name + "**: " + Escaped.markdown(value)));
            lines.add("");
            lines.add("## Milestones");
            lines.add("");
            table(lines, CaseText.STAGES, CaseText.stages(report));
            lines.add("");
            lines.add("## What happened");
            lines.add("");
            table(lines, CaseText.STEPS, CaseText.steps(report));
            lines.add("");
            lines.add(Escaped.markdown(CaseText.remark(report)));
            lines.add("");
            return String.join("\n", lines);
        }
    },
    /** For other tools: a Detection Finding (class 2004) of OCSF, one JSON object. */
    OCSF {
        @Override
        public String write(CaseReport report) {
            return CaseFinding.of(report) + "\n";
        }
    },
    /** For people, in a browser: one file with nothing to fetch and no script. */
    HTML {
        @Override
        public String write(CaseReport report) {
            return new Page(CaseText.title(report))
                    .facts(CaseText.facts(report))
                    .heading("Milestones")
                    .table(CaseText.STAGES, CaseText.stages(report))
                    .heading("What happened")
                    .table(CaseText.STEPS, CaseText.steps(report))
                    .footer(CaseText.remark(report))
                    .html();
        }
    };

    /** The case in this form, with an end of line at its end. */
    public abstract String write(CaseReport report);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void table(List<String> lines, List<String> header, List<List<String>> rows) {
        lines.add(row(header));
        lines.add("|" + "---|".repeat(header.size()));
        rows.forEach(cells -> lines.add(row(cells)));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Escaped::markdown).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
