// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.docs.DataFlow.Arrow;
import io.keysurge.docs.DataFlow.Box;
import io.keysurge.docs.DataFlow.Kind;
import java.util.Locale;

/** Draws a data flow as a Mermaid flowchart, which code hosts and editors show as a picture. */
final class Mermaid {

    private final StringBuilder text = new StringBuilder("flowchart LR\n");

    private Mermaid() {}

    static String draw(DataFlow flow) {
        var picture = new Mermaid();
        flow.boxes().stream()
                .filter(box -> box.kind() != Kind.STEP && box.kind() != Kind.STORE)
                .forEach(box -> picture.box("  ", box));
        picture.line("  subgraph detector [\"stream-app: the detector\"]");
        flow.boxes(Kind.STEP).forEach(box -> picture.box("    ", box));
        flow.boxes(Kind.STORE).forEach(box -> picture.box("    ", box));
        picture.line("  end");
        flow.arrows().forEach(picture::arrow);
        picture.colours();
        return picture.text.toString();
    }

    private void box(String indent, Box box) {
        line(indent + id(box) + shape(box) + ":::" + box.kind().name().toLowerCase(Locale.ROOT));
    }

    private void arrow(Arrow arrow) {
        line("  " + id(arrow.from()) + (arrow.bothWays() ? " <--> " : " --> ") + id(arrow.to()));
    }

    /** Dark text on light fills reads on light and dark pages. */
    private void colours() {
        line("  classDef outside fill:#f4f4f5,stroke:#71717a,color:#18181b");
        line("  classDef topic fill:#dbeafe,stroke:#2563eb,color:#172554");
        line("  classDef step fill:#dcfce7,stroke:#16a34a,color:#052e16");
        line("  classDef store fill:#fef3c7,stroke:#d97706,color:#451a03");
        line("  classDef process fill:#fce7f3,stroke:#db2777,color:#500724");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String shape(Box box) {
        String label = '"' + box.name() + '"';
        return switch (box.kind()) {
            case OUTSIDE -> "([" + label + "])";
            case TOPIC -> "[/" + label + "/]";
            case STEP, PROCESS -> "[" + label + "]";
            case STORE -> "[(" + label + ")]";
        };
    }

    /** A topic and a store may have the same noun, so the kind is part of the id. */
    private static String id(Box box) {
        return box.kind().name().toLowerCase(Locale.ROOT) + "_" + box.name().replaceAll("[^A-Za-z0-9]+", "_");
    }
}
