// SPDX-License-Identifier: Apache-2.0
package io.keysurge.yaml;

import java.util.Comparator;

/**
 * What is wrong at one place of one file.
 *
 * @param file path below the folder
 * @param line from 1
 * @param field where in the file's structure, such as {@code identities[2].budgets[0].limit}; empty for the file itself
 * @param rule what is there, and what is expected; never a secret
 */
public record Mistake(String file, int line, String field, String rule) implements Comparable<Mistake> {

    private static final Comparator<Mistake> ORDER = Comparator.comparing(Mistake::file)
            .thenComparingInt(Mistake::line)
            .thenComparing(Mistake::field)
            .thenComparing(Mistake::rule);

    @Override
    public int compareTo(Mistake other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + rule;
    }
}
