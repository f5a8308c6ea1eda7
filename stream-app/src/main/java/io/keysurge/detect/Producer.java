// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is remembered of one producer: the last hour's events, its longest silences, its open episodes. Bounded. */
public final class Producer {

    static final int WINDOW_MINUTES = 60;

    /** A pause of so many minutes is none. */
    static final int BREATH_MINUTES = 5;

    private static final String UNNAMED = "unnamed";
    private static final int SLICE_MINUTES = 5;
    private static final int SLICES = WINDOW_MINUTES / SLICE_MINUTES;
    private static final int MINUTES_PER_DAY = 1440;
    /** Days of which the longest silence is known: two weekends are among them. */
    private static final int DAYS = 14;

    private final String name;
    private final long[] events = new long[SLICES];
    private final long[] unattributed = new long[SLICES];
    private final long[] longestSilence = new long[DAYS];
    private final long firstMinute;
    private long newestMinute;
    private long newestDay;
    private long speakingSince;

    @Nullable
    Episode gap;

    @Nullable
    Episode unattributedEpisode;

    /** A producer that begins with a minute. */
    Producer(String name, long minute) {
        this(name, minute, minute);
    }

    private Producer(String name, long firstMinute, long newestMinute) {
        this.name = name;
        this.firstMinute = firstMinute;
        this.newestMinute = newestMinute;
        this.newestDay = dayOf(newestMinute);
        this.speakingSince = newestMinute;
    }

    String name() {
        return name;
    }

    /** What an alert about it is keyed by. */
    static String group(String name) {
        return Producers.GROUP_PREFIX + (name.isEmpty() ? UNNAMED : name);
    }

    long newestMinute() {
        return newestMinute;
    }

    /** Days since it was seen first. */
    long age(long minute) {
        return (minute - firstMinute) / MINUTES_PER_DAY;
    }

    void add(ProducerPart part) {
        if (part.minute() > newestMinute) {
            advanceTo(part.minute());
        }
        if (slice(part.minute()) > slice(newestMinute) - SLICES) {
            int slot = slot(slice(part.minute()));
            events[slot] = MinuteRing.saturatingAdd(events[slot], part.events());
            unattributed[slot] = MinuteRing.saturatingAdd(unattributed[slot], part.unattributed());
        }
    }

    private void advanceTo(long minute) {
        long silence = minute - newestMinute;
        for (long slice = Math.max(slice(newestMinute) + 1, slice(minute) - SLICES + 1);
                slice <= slice(minute);
                slice++) {
            events[slot(slice)] = 0;
            unattributed[slot(slice)] = 0;
        }
        for (long day = Math.max(newestDay + 1, dayOf(minute) - DAYS + 1); day <= dayOf(minute); day++) {
            longestSilence[Math.floorMod(day, DAYS)] = 0;
        }
        newestDay = Math.max(newestDay, dayOf(minute));
        int today = Math.floorMod(dayOf(minute), DAYS);
        longestSilence[today] = Math.max(longestSilence[today], silence);
        newestMinute = minute;
        if (silence > BREATH_MINUTES) {
            speakingSince = minute;
        }
    }

    /** True when it has gone on speaking from one minute to another. */
    boolean speaks(long from, long to) {
        return speakingSince <= from && newestMinute >= to - BREATH_MINUTES;
    }

    /** The longest silence of the last fortnight, in minutes. */
    long usualSilence() {
        return Arrays.stream(longestSilence).max().orElse(0);
    }

    /** Events of the last hour. */
    long events() {
        return Arrays.stream(events).sum();
    }

    /** Those of them that are not attributed. */
    long unattributed() {
        return Arrays.stream(unattributed).sum();
    }

    private static long slice(long minute) {
        return minute / SLICE_MINUTES;
    }

    private static int slot(long slice) {
        return (int) (slice % SLICES);
    }

    private static long dayOf(long minute) {
        return minute / MINUTES_PER_DAY;
    }

    /** Takes it apart. */
    public void write(StateWriter out) {
        out.text(name);
        out.number(firstMinute);
        out.number(newestMinute);
        out.number(speakingSince);
        Arrays.stream(events).forEach(out::number);
        Arrays.stream(unattributed).forEach(out::number);
        Arrays.stream(longestSilence).forEach(out::number);
        writeEpisode(gap, out);
        writeEpisode(unattributedEpisode, out);
    }

    /** Puts it together. */
    public static Producer read(StateReader in) {
        var producer = new Producer(in.name(), in.number(), in.number());
        producer.speakingSince = in.number();
        Arrays.setAll(producer.events, i -> in.number());
        Arrays.setAll(producer.unattributed, i -> in.number());
        Arrays.setAll(producer.longestSilence, i -> in.number());
        producer.gap = readEpisode(in);
        producer.unattributedEpisode = readEpisode(in);
        return producer;
    }

    private static void writeEpisode(@Nullable Episode episode, StateWriter out) {
        out.number(episode == null ? 0 : 1);
        if (episode != null) {
            episode.write(out);
        }
    }

    private static @Nullable Episode readEpisode(StateReader in) {
        return in.number() == 0 ? null : Episode.read(in);
    }
}
