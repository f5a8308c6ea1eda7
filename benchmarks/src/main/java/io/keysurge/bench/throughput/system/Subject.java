// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

/** A system under measurement. */
public interface Subject {

    /**
     * Begins to work, on threads of its own.
     *
     * @throws Exception when it cannot
     */
    void start() throws Exception;

    /**
     * Ends in order: what is done is written and committed when this returns.
     *
     * @throws Exception when that fails
     */
    void close() throws Exception;

    /** What does the work, and in which version. */
    String version();

    /** When work is committed, in a few words. */
    String commits();
}
