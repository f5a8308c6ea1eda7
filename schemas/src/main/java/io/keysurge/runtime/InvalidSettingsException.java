// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.List;

/** The settings cannot be used. Lists every mistake at once; no secret is repeated. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String[] mistakes;

    /** One sentence per mistake, at least one. */
    public InvalidSettingsException(List<String> mistakes) {
        super(
                mistakes.size() == 1
                        ? "One setting is wrong: " + mistakes.get(0)
                        : mistakes.size() + " settings are wrong:\n  " + String.join("\n  ", mistakes));
        this.mistakes = mistakes.toArray(String[]::new);
    }

    /** The mistakes, one sentence each, in alphabetical order of the settings' names where the loader found them. */
    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
