// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.yaml.InvalidFilesException;
import io.keysurge.yaml.Mistake;
import java.util.List;

/** Files that cannot be taken for the registry, with every mistake in them. */
public final class InvalidIdentitiesException extends InvalidFilesException {

    private static final long serialVersionUID = 1L;

    /** With all mistakes, at least one. */
    public InvalidIdentitiesException(List<Mistake> mistakes) {
        super(mistakes);
    }
}
