// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Reads profiles as the first layout wrote them, before calls, shapes, rhythms and origins were remembered.
 *
 * <p>What they knew is kept: the largest bursts and levels become days of the new baseline, the newest one yesterday;
 * names are habits already. What they did not know is learned from here on.
 */
final class FirstLayout {

    private static final long MINUTES_PER_DAY = 1440;

    private FirstLayout() {}

    static Profile read(StateReader in) {
        MinuteRing minutes = MinuteRing.readFirstLayout(in);
        double[] bursts = maxima(in);
        double[] levels = maxima(in);
        double[] fanOuts = maxima(in);
        var profile = new Profile(minutes);
        habits(profile.circle.applications, in);
        habits(profile.circle.models, in);
        skipNames(in);
        profile.restore(RecentEvents.readFirstLayout(in), Price.read(in), Credential.read(in));
        long firstMinute = in.number();
        long settled = in.number();
        profile.restoreClock(firstMinute, settled, in.number() == 1);
        teach(profile, bursts, levels, fanOuts, Math.floorDiv(settled, MINUTES_PER_DAY));
        int open = in.count();
        for (int i = 0; i < open; i++) {
            profile.episodes.add(Episode.readFirstLayout(in));
        }
        return profile;
    }

    private static void teach(Profile profile, double[] bursts, double[] levels, double[] fanOuts, long today) {
        for (int i = 0; i < bursts.length - 1; i++) {
            observe(profile.baseline, bursts[i], levels[i], fanOuts[i]);
            profile.baseline.endDay(today - bursts.length + 1 + i);
        }
        int last = bursts.length - 1;
        observe(profile.baseline, bursts[last], levels[last], fanOuts[last]);
    }

    private static void observe(Baseline baseline, double burst, double level, double fanOut) {
        baseline.observe(Feature.BURST_TOKENS, Feature.BURST_TOKENS.log(burst));
        baseline.observe(Feature.LEVEL_TOKENS, Feature.LEVEL_TOKENS.log(level));
        baseline.observe(Feature.APPLICATIONS, Feature.APPLICATIONS.log(fanOut));
    }

    /** The known days, oldest first, and today as the last. */
    private static double[] maxima(StateReader in) {
        int count = in.count();
        int next = in.count();
        double today = in.real();
        double[] days = new double[count + 1];
        for (int i = 0; i < count; i++) {
            int age = count < Baseline.DAYS ? i : Math.floorMod(i - next, Baseline.DAYS);
            days[age] = in.real();
        }
        days[count] = today;
        return days;
    }

    private static void habits(SeenNames<Habit> names, StateReader in) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            names.add(Habit.readFirstLayout(in));
        }
    }

    private static void skipNames(StateReader in) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            Habit.readFirstLayout(in);
        }
    }
}
