// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.function.Consumer;

/** A process of its own for {@link ServiceRunnerIT}: says when it runs and when it has stopped. */
final class WaitingService implements Service {

    private final boolean stopFails;

    private WaitingService(boolean stopFails) {
        this.stopFails = stopFails;
    }

    public static void main(String[] arguments) {
        System.exit(ServiceRunner.run(new WaitingService(arguments[0].equals("stop-fails")), System.err));
    }

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public void start(Consumer<Throwable> onFatal) {
        System.out.println("STARTED");
    }

    @Override
    public void stop() {
        if (stopFails) {
            throw new IllegalStateException("the last offsets could not be committed");
        }
        System.out.println("STOPPED");
    }
}
