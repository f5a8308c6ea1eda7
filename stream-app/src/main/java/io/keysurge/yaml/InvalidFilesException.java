// SPDX-License-Identifier: Apache-2.0
package io.keysurge.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Files that cannot be used, with every mistake in them. */
public abstract class InvalidFilesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** With all mistakes, at least one. */
    protected InvalidFilesException(List<Mistake> mistakes) {
        super(mistakes.stream()
                .map(Mistake::toString)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        mistakes.size() == 1 ? "" : mistakes.size() + " mistakes" + System.lineSeparator(),
                        "")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, in the order of files and lines. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
