// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.process.Ports;
import io.keysurge.local.process.StartException;
import io.keysurge.local.server.Answers;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program of Keysurge's own that tells over HTTP whether it is ready. */
record ApplicationService(int port, Path jar, Launch launch) implements Service {

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public String address() {
        return "http://" + Ports.HOST + ":" + port;
    }

    @Override
    public void prepare() {
        if (!Files.exists(jar)) {
            throw new StartException(jar + ": missing (expected: built); run ./mvnw -DskipTests package");
        }
    }

    @Override
    public void awaitAnswer(Child child) {
        child.awaitAnswer(this::answers);
    }

    @Override
    public boolean answers() {
        return Answers.ok(address() + "/readyz");
    }
}
