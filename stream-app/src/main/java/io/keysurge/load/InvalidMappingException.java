// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.yaml.InvalidFilesException;
import io.keysurge.yaml.Mistake;
import java.util.List;

/** A file that is no mapping of columns, with every mistake in it. */
public final class InvalidMappingException extends InvalidFilesException {

    private static final long serialVersionUID = 1L;

    /** With all mistakes, at least one. */
    public InvalidMappingException(List<Mistake> mistakes) {
        super(mistakes);
    }
}
