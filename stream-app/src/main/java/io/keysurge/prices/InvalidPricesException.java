// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import io.keysurge.yaml.InvalidFilesException;
import io.keysurge.yaml.Mistake;
import java.util.List;

/** A file that is no price table, with every mistake in it. */
public final class InvalidPricesException extends InvalidFilesException {

    private static final long serialVersionUID = 1L;

    /** With all mistakes, at least one. */
    public InvalidPricesException(List<Mistake> mistakes) {
        super(mistakes);
    }
}
