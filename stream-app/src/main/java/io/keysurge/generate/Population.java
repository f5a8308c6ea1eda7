// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Machine identities that live believably: agents that never sleep, services that follow the working day of their time
 * zone, jobs at night, developers' keys used now and then.
 *
 * <p>A quiet identity stays quiet for a sound detector: on every day its busiest minutes are much like the day before's.
 *
 * @param seed what chance is rolled from
 * @param portraits who lives in it
 */
public record Population(long seed, List<Portrait> portraits) {

    /** How many identities a population has by default. */
    public static final int USUAL_SIZE = 200;

    /** The first of them are always on, so that there is someone for a story to happen to at any hour. */
    static final int ALWAYS_ON = 16;

    /** How far a copy's peak is from the original's at most, as part of it. */
    private static final double COPIED_PEAK = 0.025;
    /** How far a copy's tokens per call are from the original's at most, as part of them. */
    private static final double COPIED_SIZE = 0.015;

    private static final List<String> SUBJECTS = List.of(
            "invoices", "search", "support", "payments", "fraud", "catalog", "hiring", "legal", "logistics", "reports");
    private static final List<String> UNITS = List.of("finance", "commerce", "operations", "people", "platform");
    private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1", "ap-northeast-1", "us-west-2");
    private static final List<ZoneOffset> ZONES =
            List.of(ZoneOffset.ofHours(1), ZoneOffset.ofHours(-5), ZoneOffset.ofHours(9), ZoneOffset.ofHours(-8));
    private static final List<String> NETWORKS = List.of("AS64496", "AS64497", "AS64498", "AS64499");
    private static final List<String> APPLICATION_ROLES = List.of("api", "worker", "console");

    public Population {
        portraits = List.copyOf(portraits);
    }

    /**
     * A population.
     *
     * @param seed what chance is rolled from
     * @param size how many identities
     * @param suffix ends each identity's name, so that two runs on one house do not share identities
     */
    public static Population of(long seed, int size, String suffix) {
        List<Portrait> portraits = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            portraits.add(portrait(seed, number, suffix));
        }
        return new Population(seed, portraits);
    }

    /**
     * The same population and copies of some of its identities: the same automation, set up once more by another team of
     * the same business unit.
     *
     * @param pairs how many are copied, 1 to the size of the population; they are spread over it
     */
    public Population withCopies(int pairs) {
        List<Portrait> all = new ArrayList<>(portraits);
        int apart = portraits.size() / pairs;
        for (int pair = 0; pair < pairs; pair++) {
            Dice dice = Dice.of(seed, -4, pair);
            all.add(copy(portraits.get(pair * apart + dice.below(apart)), all.size(), dice));
        }
        return new Population(seed, all);
    }

    /** Another name, team, network and applications; nearly the same sizes, at the same hours, of the same models. */
    private static Portrait copy(Portrait original, int number, Dice dice) {
        int place = dice.below(REGIONS.size());
        String subject = dice.pick(SUBJECTS);
        return new Portrait(
                number,
                String.format(Locale.ROOT, "%s-%s-%03d", prefix(original.kind(), original.rhythm()), subject, number),
                original.kind(),
                "team-" + subject,
                original.businessUnit(),
                original.environment(),
                applications(subject, dice),
                original.models(),
                NETWORKS.get(place),
                REGIONS.get(place),
                original.zone(),
                original.rhythm(),
                original.peak() * dice.between(1 - COPIED_PEAK, 1 + COPIED_PEAK),
                original.tokensPerCall() * dice.between(1 - COPIED_SIZE, 1 + COPIED_SIZE),
                !dice.chance(0.1),
                original.habits());
    }

    /** What the identity registry knows of them; about one in ten is not registered. */
    public List<IdentityRecord> registry() {
        return portraits.stream()
                .filter(Portrait::registered)
                .map(Portrait::record)
                .toList();
    }

    /** What all of them do, in order of time, from one instant, inclusive, to another, exclusive. */
    public Iterator<UsageEvent> usage(Instant from, Instant to) {
        return new MergedByTime(portraits.stream()
                .map(portrait -> new UsualLife(seed, portrait, from, to))
                .toList());
    }

    private static Portrait portrait(long seed, int number, String suffix) {
        Dice dice = Dice.of(seed, number);
        Rhythm rhythm = rhythm(number, dice);
        IdentityKind kind = kind(number, rhythm, dice);
        int place = dice.below(REGIONS.size());
        String subject = dice.pick(SUBJECTS);
        return new Portrait(
                number,
                String.format(Locale.ROOT, "%s-%s-%03d%s", prefix(kind, rhythm), subject, number, suffix),
                kind,
                "team-" + subject,
                dice.pick(UNITS),
                rhythm == Rhythm.NOW_AND_THEN ? "test" : "production",
                applications(subject, dice),
                models(dice),
                NETWORKS.get(place),
                REGIONS.get(place),
                ZONES.get(place),
                rhythm,
                peak(rhythm, dice),
                dice.between(400, 1_200),
                number < ALWAYS_ON || !dice.chance(0.1),
                number);
    }

    private static Rhythm rhythm(int number, Dice dice) {
        if (number < ALWAYS_ON) {
            return Rhythm.ALWAYS_ON;
        }
        double roll = dice.between(0, 1);
        if (roll < 0.55) {
            return Rhythm.OFFICE_HOURS;
        }
        return roll < 0.7 ? Rhythm.NIGHTLY : Rhythm.NOW_AND_THEN;
    }

    /** Every third of the always-on identities is an agent, so that each story finds a victim of its kind. */
    private static IdentityKind kind(int number, Rhythm rhythm, Dice dice) {
        if (rhythm == Rhythm.ALWAYS_ON) {
            return List.of(IdentityKind.API_KEY, IdentityKind.SERVICE_ACCOUNT, IdentityKind.AGENT)
                    .get(number % 3);
        }
        if (rhythm == Rhythm.NOW_AND_THEN) {
            return IdentityKind.API_KEY;
        }
        return dice.pick(List.of(IdentityKind.SERVICE_ACCOUNT, IdentityKind.OAUTH_CLIENT, IdentityKind.WORKLOAD));
    }

    private static String prefix(IdentityKind kind, Rhythm rhythm) {
        if (rhythm == Rhythm.NOW_AND_THEN) {
            return "dev";
        }
        if (rhythm == Rhythm.NIGHTLY) {
            return "job";
        }
        return switch (kind) {
            case AGENT -> "agent";
            case API_KEY -> "key";
            default -> "svc";
        };
    }

    private static List<String> applications(String subject, Dice dice) {
        return APPLICATION_ROLES.subList(0, 1 + dice.below(APPLICATION_ROLES.size())).stream()
                .map(role -> subject + "-" + role)
                .toList();
    }

    private static List<Model> models(Dice dice) {
        int first = dice.below(Model.IN_USE.size());
        int count = 1 + dice.below(3);
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            models.add(Model.IN_USE.get((first + i) % Model.IN_USE.size()));
        }
        return models;
    }

    /** Sizes are log-normal: a few large ones, many small. */
    private static double peak(Rhythm rhythm, Dice dice) {
        double middle =
                switch (rhythm) {
                    case ALWAYS_ON -> 40_000;
                    case NIGHTLY -> 60_000;
                    case OFFICE_HOURS -> 20_000;
                    case NOW_AND_THEN -> 4_000;
                };
        return middle * dice.factor(0.7, 0.3, 8);
    }
}
