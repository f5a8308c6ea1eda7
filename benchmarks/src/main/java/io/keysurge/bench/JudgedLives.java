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

    private JudgedLives(int identities) {
        population = new Population(identities, 42);
        profiles = new Profile[identities];
        for (int i = 0; i < identities; i++) {
            profiles[i] = new Profile();
        }
    }

    /** So many identities, each judged for so many days already. */
    static JudgedLives warm(int identities, int days) {
        var lives = new JudgedLives(identities);
        for (long event = 0; event < (long) identities * days * MINUTES_PER_DAY; event++) {
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
