// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.nio.file.Path;

/** Hears how a load goes. */
public interface LoadListener {

    /** A line was refused. May be called from the producer's thread. */
    void refused(Path file, Line.Bad line);

    /** A file cannot be read any further; the rest of it is skipped. */
    void unreadable(UnreadableFileException why);

    /** A file holds something a reader should know although nothing is refused. */
    void warned(String warning);

    /**
     * How far it is; called often.
     *
     * @param published events confirmed so far
     * @param bytes bytes read so far
     * @param totalBytes bytes of all files
     */
    void progressed(long published, long bytes, long totalBytes);
}
