// SPDX-License-Identifier: Apache-2.0
package io.keysurge.wording;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant by one that does not exist. */
public final class NearestName {

    private static final int MOST_EDITS = 3;

    private NearestName() {}

    /**
     * The closest of the known names, if one is close enough to be meant: at most a third of its letters changed, and
     * no more than three. Of equally close names, the first in alphabetical order.
     */
    public static Optional<String> among(Collection<String> known, String wrong) {
        String typed = wrong.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, Math.min(MOST_EDITS, typed.length() / 3));
        return known.stream()
                .filter(name -> Math.abs(name.length() - typed.length()) <= allowed)
                .map(name -> new Candidate(name, edits(name.toLowerCase(Locale.ROOT), typed)))
                .filter(candidate -> candidate.edits() <= allowed)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** {@code "; did you mean NAME?"}, or nothing where no known name is close. */
    public static String hint(Collection<String> known, String wrong) {
        return among(known, wrong).map(name -> "; did you mean " + name + "?").orElse("");
    }

    private record Candidate(String name, int edits) {}

    /** Letters to insert, delete or replace to make one text of the other (Levenshtein). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
