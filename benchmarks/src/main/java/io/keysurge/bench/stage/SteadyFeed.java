// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Usage at a steady pace, on a thread of its own, until it is told to end. */
public final class SteadyFeed {

    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
    private final Feed feed;
    private final Thread thread;

    private SteadyFeed(Feed feed, Fleet fleet, int perSecond) {
        this.feed = feed;
        this.thread = new Thread(() -> run(fleet, perSecond), "steady-feed");
        thread.setDaemon(true);
    }

    /** Begins to publish so many events a second to a topic. */
    public static SteadyFeed start(Stage stage, String topic, Fleet fleet, int perSecond) {
        var steady = new SteadyFeed(Feed.live(stage.clientSettings(), topic), fleet, perSecond);
        steady.thread.start();
        return steady;
    }

    private void run(Fleet fleet, int perSecond) {
        try (feed) {
            feed.send(perSecond, goesOn::get, fleet.calls());
            feed.flush();
        } catch (RuntimeException broken) {
            failed.set(broken);
        }
    }

    /**
     * Ends, and returns how many events were published.
     *
     * @throws IllegalStateException when one was not
     */
    public long end() throws InterruptedException {
        goesOn.set(false);
        thread.join();
        RuntimeException why = failed.get();
        if (why != null) {
            throw new IllegalStateException("the steady feed broke off: " + why.getMessage(), why);
        }
        return feed.sent();
    }
}
