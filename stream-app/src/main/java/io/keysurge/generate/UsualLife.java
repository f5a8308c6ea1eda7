// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.UsageEvent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What one identity does when nothing is wrong, in order of time, an hour at a time.
 *
 * <p>Some minutes are active, by the identity's rhythm. A few rushes a day reach the identity's peak: they make the daily
 * maxima repeat, as they do in real fleets, where the same jobs run every day.
 */
final class UsualLife implements Iterator<UsageEvent> {

    private static final double NOISE = 0.15;
    private static final double LEAST_NOISE = 0.8;
    private static final double MOST_NOISE = 1.2;
    /** Prompts differ; only a loop's are all alike. */
    private static final double SIZE_NOISE = 0.1;

    private static final double LEAST_SIZE_NOISE = 0.85;
    private static final double MOST_SIZE_NOISE = 1.15;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final int RUSH_JITTER_MINUTES = 20;

    private final long seed;
    private final Portrait portrait;
    private final Instant from;
    private final Instant to;
    private final Deque<UsageEvent> hour = new ArrayDeque<>();
    private Instant nextHour;
    private @Nullable Rushes rushes;

    /** The events from one instant, inclusive, to another, exclusive. */
    UsualLife(long seed, Portrait portrait, Instant from, Instant to) {
        this.seed = seed;
        this.portrait = portrait;
        this.from = from;
        this.to = to;
        this.nextHour = from.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public boolean hasNext() {
        while (hour.isEmpty() && nextHour.isBefore(to)) {
            live(nextHour);
            nextHour = nextHour.plus(1, ChronoUnit.HOURS);
        }
        return !hour.isEmpty();
    }

    @Override
    public UsageEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return hour.remove();
    }

    private void live(Instant start) {
        Dice dice = Dice.of(seed, portrait.number(), start.getEpochSecond());
        List<UsageEvent> events = new ArrayList<>();
        for (int minute = 0; minute < MINUTES_PER_HOUR; minute++) {
            liveMinute(start.plus(minute, ChronoUnit.MINUTES), dice, events);
        }
        events.sort(Comparator.comparing(UsageEvent::getOccurredAt));
        for (UsageEvent event : events) {
            if (!event.getOccurredAt().isBefore(from) && event.getOccurredAt().isBefore(to)) {
                hour.add(event);
            }
        }
    }

    private void liveMinute(Instant minute, Dice dice, List<UsageEvent> out) {
        LocalDateTime local = LocalDateTime.ofInstant(minute, portrait.zone());
        boolean weekend = local.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        Rhythm rhythm = portrait.rhythm();
        boolean rush = rushesOf(local).contains(local);
        if (!rush && !dice.chance(rhythm.activity(local.getHour(), weekend))) {
            return;
        }
        double level = rush ? rhythm.rushLevel(weekend) : rhythm.level(local.getHour(), weekend);
        double tokens = portrait.peak() * level * dice.factor(NOISE, LEAST_NOISE, MOST_NOISE);
        boolean twoAtOnce = portrait.applications().size() > 1 && dice.chance(0.1);
        for (int part = 0; part < (twoAtOnce ? 2 : 1); part++) {
            out.add(event(minute, part, twoAtOnce ? tokens / 2 : tokens, dice));
        }
    }

    private UsageEvent event(Instant minute, int part, double tokens, Dice dice) {
        Instant at = minute.plusMillis(dice.below(MINUTE_MILLIS));
        double perCall = portrait.tokensPerCall() * dice.factor(SIZE_NOISE, LEAST_SIZE_NOISE, MOST_SIZE_NOISE);
        long calls = Math.max(1, Math.round(tokens / perCall));
        String application = dice.pickEarly(portrait.applications());
        Model model = dice.pickEarly(portrait.models());
        String id = portrait.id() + "-" + minute.getEpochSecond() / MINUTES_PER_HOUR + "-" + part;
        return portrait.event(id, at, application, model, calls, Math.round(tokens));
    }

    private Rushes rushesOf(LocalDateTime local) {
        Rushes known = rushes;
        long day = local.toLocalDate().toEpochDay();
        if (known == null || known.day != day) {
            known = new Rushes(day);
            rushes = known;
        }
        return known;
    }

    /** The rushes of one local day: at the same hour every day, give or take some minutes. */
    private final class Rushes {
        private final long day;
        private final int[] begin;
        private final int[] end;

        Rushes(long day) {
            this.day = day;
            int count = portrait.rhythm().rushes();
            begin = new int[count];
            end = new int[count];
            Dice habit = Dice.of(seed, portrait.habits(), -1);
            Dice today = Dice.of(seed, portrait.number(), -2, day);
            for (int i = 0; i < count; i++) {
                int around = portrait.rhythm().rushHour(i, habit) * MINUTES_PER_HOUR + MINUTES_PER_HOUR / 2;
                begin[i] = around + today.below(2 * RUSH_JITTER_MINUTES) - RUSH_JITTER_MINUTES;
                end[i] = begin[i] + portrait.rhythm().rushMinutes(habit);
            }
        }

        boolean contains(LocalDateTime local) {
            int minute = local.getHour() * MINUTES_PER_HOUR + local.getMinute();
            for (int i = 0; i < begin.length; i++) {
                if (minute >= begin[i] && minute < Math.min(end[i], HOURS_PER_DAY * MINUTES_PER_HOUR)) {
                    return true;
                }
            }
            return false;
        }
    }
}
