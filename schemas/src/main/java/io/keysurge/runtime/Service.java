// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.function.Consumer;

/** Something that runs until it is told to stop. */
public interface Service {

    /** What it is called in messages. */
    String name();

    /**
     * Starts its work on threads of its own and returns.
     *
     * @param onFatal to be told, from any thread, of an error after which the service cannot go on
     * @throws Exception when it cannot start; it is stopped then too
     */
    void start(Consumer<Throwable> onFatal) throws Exception;

    /** Stops in good order and within a bounded time: no work is lost that was promised. Called once. */
    void stop() throws Exception;
}
