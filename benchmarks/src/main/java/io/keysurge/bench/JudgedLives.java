// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Profile;

/** A population and what the engine remembers of each of it. */
final class JudgedLives {

    private static final int MINUTES_PER_DAY = 1440;

    private final Engine engine = new Engine(DetectionSettings.DEFAULTS);
    private final Population population;
    private final Profile[] profiles;

    private JudgedLives(int identities, int eventsPerMinute) {
        population = new Population(identities, eventsPerMinute, 42);
        profiles = new Profile[identities];
        for (int i = 0; i < identities; i++) {
            profiles[i] = new Profile();
        }
    }

    /** So many identities with an event a minute, each judged for so many days already. */
    static JudgedLives warm(int identities, int days) {
        return warm(identities, days, 1);
    }

    /** The same with several events in each minute. */
    static JudgedLives warm(int identities, int days, int eventsPerMinute) {
        var lives = new JudgedLives(identities, eventsPerMinute);
        long events = (long) identities * days * MINUTES_PER_DAY * eventsPerMinute;
        for (long event = 0; event < events; event++) {
            lives.judgeNext();
        }
        return lives;
    }

    Observation judgeNext() {
        Profile profile = profiles[population.nextSpeaker()];
        return engine.observe(profile, Identity.UNREGISTERED, population.next());
    }

    Profile profile(int identity) {
        return profiles[identity];
    }
}
