// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;

/** Something of an installation that runs in the background. */
sealed interface Service permits BrokerService, RegistryService, ApplicationService {
    /** What people and its files call it. */
    String name();

    int port();

    /** Where people reach it. */
    String address();

    /** Whatever has to be there before it can start. */
    void prepare();

    Launch launch();

    /** Waits until it answers, and finishes what can only be done then. */
    void awaitAnswer(Child child);

    boolean answers();
}
