// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one identity: its last hour, its usual, the names it used, its open episodes.
 *
 * <p>Mutable for speed and owned by one thread; only the {@link Engine} changes it. Bounded whatever the input.
 */
public final class Profile {

    /** Open episodes beyond which none about one more subject is begun: names can be made up without end. */
    static final int MOST_EPISODES = 32;

    private static final int MOST_APPLICATIONS = 32;
    private static final int MOST_MODELS = 8;
    private static final int MOST_REGIONS = 8;
    private static final int MINUTES_PER_DAY = 1440;
    private static final int LEVEL_MINUTES = 10;
    private static final long NOTHING_SETTLED = -1;

    final MinuteRing minutes;
    final DailyMaxima bursts;
    final DailyMaxima levels;
    final DailyMaxima fanOuts;
    final SeenNames applications;
    final SeenNames models;
    final SeenNames regions;
    final RecentEvents recent;
    final Price price;
    final List<Episode> episodes;

    @Nullable
    Credential credential;

    private long firstMinute;
    private long settled;
    private boolean activeToday;

    /** A profile of an identity that was never seen. */
    public Profile() {
        minutes = new MinuteRing();
        bursts = new DailyMaxima();
        levels = new DailyMaxima();
        fanOuts = new DailyMaxima();
        applications = new SeenNames(MOST_APPLICATIONS);
        models = new SeenNames(MOST_MODELS);
        regions = new SeenNames(MOST_REGIONS);
        recent = new RecentEvents();
        price = new Price();
        episodes = new ArrayList<>(0);
        settled = NOTHING_SETTLED;
    }

    private Profile(StateReader in) {
        minutes = MinuteRing.read(in);
        bursts = DailyMaxima.read(in);
        levels = DailyMaxima.read(in);
        fanOuts = DailyMaxima.read(in);
        applications = SeenNames.read(MOST_APPLICATIONS, in);
        models = SeenNames.read(MOST_MODELS, in);
        regions = SeenNames.read(MOST_REGIONS, in);
        recent = RecentEvents.read(in);
        price = Price.read(in);
        credential = Credential.read(in);
        firstMinute = in.number();
        settled = in.number();
        activeToday = in.number() == 1;
        int open = in.count();
        episodes = new ArrayList<>(open);
        for (int i = 0; i < open; i++) {
            episodes.add(Episode.read(in));
        }
    }

    /** Takes the profile apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        minutes.write(out);
        bursts.write(out);
        levels.write(out);
        fanOuts.write(out);
        applications.write(out);
        models.write(out);
        regions.write(out);
        recent.write(out);
        price.write(out);
        Credential.write(credential, out);
        out.number(firstMinute);
        out.number(settled);
        out.number(activeToday ? 1 : 0);
        out.number(episodes.size());
        episodes.forEach(episode -> episode.write(out));
    }

    /** Puts a profile together. */
    public static Profile read(StateReader in) {
        return new Profile(in);
    }

    /** Minutes since 1970 of the newest usage: the identity's own clock; 0 when there was none. */
    public long newestMinute() {
        return minutes.newest();
    }

    /** True while an episode has not closed. */
    public boolean hasOpenEpisode() {
        return episodes.stream().anyMatch(episode -> !episode.announcedClosed());
    }

    long firstMinute() {
        return firstMinute;
    }

    /** Active days that the baseline holds, 0 to 7. */
    int days() {
        return bursts.count();
    }

    /** Tokens in a minute, or in the one before where that is less: one busy minute alone is no burst. */
    double burst(long minute) {
        return (double) Math.min(minutes.tokens(minute), minutes.tokens(minute - 1));
    }

    /** Tokens per minute over the ten minutes that end with this one. */
    double level(long minute) {
        return (double) levelTokens(minute) / LEVEL_MINUTES;
    }

    long levelTokens(long minute) {
        return minutes.tokens(minute - LEVEL_MINUTES + 1, minute);
    }

    @Nullable
    Episode openEpisode(AlertKind kind, @Nullable String subject) {
        for (Episode episode : episodes) {
            if (episode.isAbout(kind, subject)) {
                return episode;
            }
        }
        return null;
    }

    /** False when enough subjects are in trouble already. What is about the identity as a whole always has room. */
    boolean hasRoomForEpisode(@Nullable String subject) {
        return subject == null || episodes.size() < MOST_EPISODES;
    }

    List<Episode> episodesQuietBefore(long minute) {
        if (episodes.isEmpty()) {
            return List.of();
        }
        return episodes.stream()
                .filter(episode -> episode.lastMinute() < minute)
                .sorted(Comparator.comparingLong(Episode::lastMinute).thenComparing(Episode::id))
                .toList();
    }

    /**
     * Moves the identity's clock, and lets minutes that no accepted event can change any more enter the baseline.
     */
    void advanceTo(long minute, DetectionSettings settings) {
        if (!minutes.started()) {
            firstMinute = minute;
            settled = minute - 1;
            minutes.advanceTo(minute);
            return;
        }
        if (minute <= minutes.newest()) {
            firstMinute = Math.min(firstMinute, minute);
            settled = Math.min(settled, minute - 1);
            return;
        }
        settle(minute - settings.graceMinutes() - 1, settings);
        minutes.advanceTo(minute);
    }

    private void settle(long last, DetectionSettings settings) {
        long busiest = Math.min(last, minutes.newest());
        for (long minute = settled + 1; minute <= busiest; minute++) {
            if (minutes.tokens(minute) > 0) {
                turnDay(minute, settings);
                activeToday = true;
                bursts.observe(burst(minute));
                levels.observe(level(minute));
                fanOuts.observe(applications.distinct(minute - settings.fanOutMinutes() + 1, minute));
                settled = minute;
            }
        }
        if (last > settled) {
            turnDay(last, settings);
            settled = last;
        }
    }

    private void turnDay(long minute, DetectionSettings settings) {
        if (day(minute) > day(settled) && activeToday) {
            bursts.endDay(TokenSpike.learningCap(bursts, settings));
            levels.endDay(TokenSpike.learningCap(levels, settings));
            fanOuts.endDay(FanOut.learningCap(fanOuts, settings));
            price.fade();
            activeToday = false;
        }
    }

    private static long day(long minute) {
        return Math.floorDiv(minute, MINUTES_PER_DAY);
    }
}
