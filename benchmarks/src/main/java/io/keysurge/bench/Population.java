// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import java.util.SplittableRandom;

/**
 * Identities that each consume so often a minute, for ever: log-normal tokens around a size of their own, a day and a
 * night, three applications, two models. The same seed gives the same lives.
 */
final class Population {

    private static final int MINUTES_PER_DAY = 1440;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int FIRST_MINUTE = 20_000 * MINUTES_PER_DAY;
    private static final int NOISES = 8192;

    private final int size;
    private final int eventsPerMinute;
    private final String[] names;
    private final double[] medians;
    private final double[] noises = new double[NOISES];
    private long events;

    Population(int size, int eventsPerMinute, long seed) {
        this.size = size;
        this.eventsPerMinute = eventsPerMinute;
        names = new String[size];
        medians = new double[size];
        var dice = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            names[i] = "agent-" + i;
            medians[i] = 500 * Math.exp(1.5 * gaussian(dice));
        }
        for (int i = 0; i < NOISES; i++) {
            noises[i] = Math.exp(0.4 * gaussian(dice));
        }
    }

    /** Who speaks next: everybody once, then everybody again. */
    int nextSpeaker() {
        return (int) (events % size);
    }

    /** The next event in order of event time. */
    Usage next() {
        int speaker = nextSpeaker();
        long minute = events / size / eventsPerMinute;
        long tokens = tokens(speaker, minute);
        int turn = (int) (events & Integer.MAX_VALUE);
        var usage = new Usage(
                "event-" + events,
                (FIRST_MINUTE + minute) * MINUTE_MILLIS + events / size % eventsPerMinute,
                names[speaker],
                "fingerprint",
                "application-" + turn % 3,
                "agent",
                turn % 5 == 0 ? "large" : "small",
                "AS64500",
                "eu-west-1",
                tokens * 4 / 5,
                tokens / 5,
                0,
                1,
                tokens * 2_000,
                "USD",
                true,
                Usage.Result.SERVED,
                new Position("usage", 0, events));
        events++;
        return usage;
    }

    private long tokens(int speaker, long minute) {
        double hour = 2 * Math.PI * (minute % MINUTES_PER_DAY) / MINUTES_PER_DAY;
        int noise = (int) ((events * 31 + speaker) & (NOISES - 1));
        return 1 + (long) (medians[speaker] * (1 - 0.5 * Math.cos(hour)) * noises[noise]);
    }

    /** Twelve uniform numbers are normal enough. */
    private static double gaussian(SplittableRandom dice) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += dice.nextDouble();
        }
        return sum;
    }
}
