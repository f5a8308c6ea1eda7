// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.server.Answers;
import io.keysurge.local.server.Registry;
import io.keysurge.local.server.ServerFiles;

/** The schema registry of an installation. */
record RegistryService(Registry registry) implements Service {
    static final String NAME = "registry";

    static RegistryService in(Home home, Addresses addresses) {
        return new RegistryService(new Registry(addresses.registry(), home.data(NAME), home.log(NAME)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return registry.port();
    }

    @Override
    public String address() {
        return registry.url();
    }

    @Override
    public void prepare() {
        ServerFiles.find().registryJar(); // its database it creates by itself
    }

    @Override
    public Launch launch() {
        return registry.launch();
    }

    @Override
    public void awaitAnswer(Child child) {
        registry.awaitAnswer(child);
    }

    @Override
    public boolean answers() {
        return Answers.registry(registry.url());
    }
}
