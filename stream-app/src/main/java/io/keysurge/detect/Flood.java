// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one log: how many identities it holds, how many new ones came in the hour under way and at most
 * in an hour before, and the episode that is open about them. Mutable and owned by one thread.
 *
 * <p>Its clock is the broker's, because a new identity's own proves nothing.
 */
public final class Flood {

    static final int MINUTES_PER_HOUR = 60;

    /** What the most of an hour loses with each further hour: half within one day and a half. */
    private static final double FADING = 0.98;
    /** What one hour may add to the most, once there is a usual. */
    private static final double LESSON = 4;

    private long known;
    private long beganAt;
    private long newestMinute;
    private long newThisHour;
    private double most;
    private long unjudgedCalls;
    private long unjudgedTokens;

    @Nullable
    Episode episode;

    long firstOffset;
    long announced;

    /** A log that was never read. */
    public Flood() {}

    /** Identities that are remembered. */
    public long known() {
        return known;
    }

    /** Takes over how many identities are remembered, where that was not counted. */
    public void restoreKnown(long identities) {
        known = identities;
    }

    /** So many identities are forgotten. */
    public void forgot(long identities) {
        known = Math.max(0, known - identities);
    }

    /** True while an episode about it has not closed. */
    public boolean hasOpenEpisode() {
        return episode != null && !episode.announcedClosed();
    }

    /** The broker's clock when the newest call of an identity that was not remembered came, minutes since 1970. */
    public long newestMinute() {
        return newestMinute;
    }

    /** Moves the clock; hours that are over teach, before there is a usual all that they saw. */
    void advanceTo(long minute, boolean learning) {
        if (beganAt == 0) {
            beganAt = minute;
            newestMinute = minute;
        }
        long hours = minute / MINUTES_PER_HOUR - newestMinute / MINUTES_PER_HOUR;
        if (hours > 0) {
            double seen = (double) newThisHour;
            double lesson = learning ? seen : Math.min(seen, LESSON * Math.max(most, IdentityFlood.LEAST));
            most = Math.max(most, lesson) * StrictMath.pow(FADING, (double) hours);
            newThisHour = 0;
        }
        newestMinute = Math.max(newestMinute, minute);
    }

    /** Minutes since it was first read. */
    long age() {
        return newestMinute - beganAt;
    }

    /** One more identity is remembered from now on. */
    void began(boolean registered) {
        known++;
        newThisHour += registered ? 0 : 1;
    }

    void leftUnjudged(long calls, long tokens) {
        unjudgedCalls += calls;
        unjudgedTokens = MinuteRing.saturatingAdd(unjudgedTokens, tokens);
    }

    /** New identities in the clock hour under way. */
    long newThisHour() {
        return newThisHour;
    }

    /** New identities in the busiest of the hours before, fading. */
    double most() {
        return most;
    }

    long unjudgedCalls() {
        return unjudgedCalls;
    }

    long unjudgedTokens() {
        return unjudgedTokens;
    }

    void forgetEpisode() {
        episode = null;
        announced = 0;
        unjudgedCalls = 0;
        unjudgedTokens = 0;
    }

    /** Takes the state apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        out.number(known);
        out.number(beganAt);
        out.number(newestMinute);
        out.number(newThisHour);
        out.real(most);
        out.number(unjudgedCalls);
        out.number(unjudgedTokens);
        out.number(firstOffset);
        out.number(announced);
        out.number(episode == null ? 0 : 1);
        if (episode != null) {
            episode.write(out);
        }
    }

    /** Puts the state together. */
    public static Flood read(StateReader in) {
        var flood = new Flood();
        flood.known = in.number();
        flood.beganAt = in.number();
        flood.newestMinute = in.number();
        flood.newThisHour = in.number();
        flood.most = in.real();
        flood.unjudgedCalls = in.number();
        flood.unjudgedTokens = in.number();
        flood.firstOffset = in.number();
        flood.announced = in.number();
        flood.episode = in.number() == 1 ? Episode.read(in) : null;
        return flood;
    }
}
