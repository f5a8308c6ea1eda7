// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the content of one file, a little at a time. */
public interface UsageReader extends Closeable {

    /**
     * Reads on.
     *
     * @param out takes what was found; nothing, one line or several. Nothing in an event looks like a credential.
     * @return false at the end of the content
     * @throws IOException when the content is cut off or broken; {@link #number()} is then the line concerned
     * @throws UnreadableFileException when the rest of the content means nothing
     */
    boolean advance(Consumer<Line> out) throws IOException;

    /** Number of the line that is read; the first is 1. */
    long number();

    /** While {@link #advance} gives a line out: what may be kept of it when it is refused after all. */
    String text();
}
