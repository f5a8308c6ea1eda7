// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a stream thread dies: replace it, because brokers and registries come back; but stop the process
 * when waiting cannot help (credentials, rights) or when threads keep dying, so that a supervisor sees it.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

    static final int MOST_REPLACEMENTS_PER_THREAD = 20;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final int mostReplacements;
    private final InstantSource clock;
    private final Consumer<Throwable> onFatal;
    private final Deque<Instant> replacements = new ArrayDeque<>();

    /**
     * A policy for one process.
     *
     * @param threads how many stream threads there are: when a registry is down, each of them fails in turn
     */
    FailurePolicy(int threads, InstantSource clock, Consumer<Throwable> onFatal) {
        this.mostReplacements = threads * MOST_REPLACEMENTS_PER_THREAD;
        this.clock = clock;
        this.onFatal = onFatal;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        if (cannotHeal(failure) || tooOften()) {
            onFatal.accept(rootOf(failure));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("A stream thread died and is replaced: {}", rootOf(failure).toString(), failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean tooOften() {
        Instant now = clock.instant();
        while (!replacements.isEmpty() && replacements.peekFirst().isBefore(now.minus(WITHIN))) {
            replacements.removeFirst();
        }
        replacements.addLast(now);
        return replacements.size() > mostReplacements;
    }

    private static boolean cannotHeal(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof AuthenticationException
                    || link instanceof AuthorizationException
                    || link instanceof VirtualMachineError) {
                return true;
            }
        }
        return false;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable link = failure;
        while (link.getCause() != null) {
            link = link.getCause();
        }
        return link;
    }
}
