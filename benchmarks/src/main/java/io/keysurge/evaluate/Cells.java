// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Figures;
import io.keysurge.evaluate.score.Recall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How figures look in a table. */
final class Cells {

    static final String NONE = "-";

    private static final String[] RECALL_HEADS = {"found", "recall", "median", "p90", "spent", "of theirs", "missed"};
    private static final String[] SCALES = {"", "k", "M", "G", "T", "P"};
    private static final double THOUSAND = 1_000;
    private static final double NEARLY_THOUSAND = 999.5;

    private Cells() {}

    /** The heads of {@link #recall}, after a first one. */
    static String[] recallHeads(String first) {
        String[] heads = new String[RECALL_HEADS.length + 1];
        heads[0] = first;
        System.arraycopy(RECALL_HEADS, 0, heads, 1, RECALL_HEADS.length);
        return heads;
    }

    /** What was found of a sort of incident: counts, minutes, tokens. */
    static List<String> recall(String sort, Recall recall) {
        return List.of(
                sort,
                recall.found() + "/" + recall.total(),
                fixed(recall.recall(), 3),
                fixed(recall.medianDelay(), 1),
                fixed(recall.p90Delay(), 1),
                recall.spent().share() == null ? NONE : tokens(recall.spent().tokens()),
                share(recall.spent().share()),
                recall.spent().missedTokens() == 0
                        ? NONE
                        : tokens(recall.spent().missedTokens()));
    }

    /** A number with so many decimals; a dash where there is none. */
    static String fixed(@Nullable Double value, int digits) {
        return value == null ? NONE : Figures.fixed(value, digits);
    }

    /** A part as a percentage. */
    static String share(@Nullable Double part) {
        return part == null ? NONE : Figures.fixed(part * 100, 1) + " %";
    }

    /** Tokens in three digits or so: 1.2 M. */
    static String tokens(double tokens) {
        double left = tokens;
        int scale = 0;
        while (left >= NEARLY_THOUSAND && scale + 1 < SCALES.length) {
            left /= THOUSAND;
            scale++;
        }
        return String.format(Locale.ROOT, left < 10 && scale > 0 ? "%.1f %s" : "%.0f %s", left, SCALES[scale])
                .strip();
    }

    /** A magnitude as the labels mean it: times the usual peak, or undeclared applications. */
    static String magnitude(String type, double magnitude) {
        String text = String.valueOf(magnitude);
        String number = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return type.equals("sharing") ? number + " applications" : number + "x";
    }
}
