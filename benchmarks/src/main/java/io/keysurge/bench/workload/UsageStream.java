// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.workload;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Usage in order of event time, at a steady pace. Each identity has a size, one to three applications, two models and
 * a place of its own; some of the busy ones spike for a minute, and some are suddenly used by dozens of applications.
 */
public final class UsageStream {

    /** Event time of the first event, a full minute. */
    public static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private static final int NOISES = 8192;
    private static final int MINUTE_MILLIS = 60_000;
    private static final double MEDIAN_TOKENS = 1_500;

    private static final int FIRST_ODD_MINUTE = 2;
    private static final int ODD_RANKS = 2_000;
    private static final int SPIKES_EVERY = 41;
    private static final int SPIKE_FACTOR = 40;
    private static final int FAN_OUT_EVERY = 37;
    private static final int FAN_OUT_APPLICATIONS = 40;
    private static final int APPLICATIONS = 3_000;

    private static final String[] MODELS = {"claude-sonnet-4-5", "gpt-4o", "gemini-2.5-pro", "mistral-large"};
    private static final String[] PROVIDERS = {"anthropic", "openai", "gcp.gemini", "mistral_ai"};
    private static final String[] REGIONS = {"eu-west-1", "us-east-1", "us-west-2", "ap-south-1"};
    private static final String[] UNITS = {"finance", "support", "search", "platform"};

    private final ZipfIdentities identities;
    private final int eventsPerSecond;
    private final int oddMinutes;
    private final SplittableRandom dice;
    private final double[] noises = new double[NOISES];
    private long next;

    /**
     * A stream from its beginning.
     *
     * @param identities how many identities there are
     * @param events how many events will be asked for, which decides over how many minutes the odd ones spread
     * @param eventsPerSecond events in a second of event time
     */
    public UsageStream(int identities, long events, int eventsPerSecond) {
        this.identities = new ZipfIdentities(identities, 11);
        this.eventsPerSecond = eventsPerSecond;
        long minutes = events / eventsPerSecond / 60;
        this.oddMinutes = (int) Math.max(1, minutes - FIRST_ODD_MINUTE);
        this.dice = new SplittableRandom(42);
        for (int i = 0; i < NOISES; i++) {
            noises[i] = Math.exp(0.6 * gaussian(dice));
        }
    }

    /** The next event. */
    public UsageEvent next() {
        int rank = identities.rank(dice.nextDouble());
        int identity = identities.identity(rank);
        long millis = next * 1_000 / eventsPerSecond;
        long minute = millis / MINUTE_MILLIS;
        int own = (int) (mixed(identity) >>> 33);
        long tokens = tokens(rank, identity, minute);
        int model = (own + (dice.nextInt(8) == 0 ? 1 : 0)) & 3;
        var event = UsageEvent.newBuilder()
                .setEventId(new UUID(mixed(next), mixed(~next)).toString())
                .setOccurredAt(BEGIN.plusMillis(millis))
                .setIdentityId(name(identity))
                .setIdentityKind(IdentityKind.SERVICE_ACCOUNT)
                .setCredentialFingerprint("hmac-sha256:" + Integer.toHexString(own))
                .setApplicationId("application-" + application(rank, own, minute))
                .setProvider(PROVIDERS[model])
                .setModel(MODELS[model])
                .setRegion(REGIONS[own & 3])
                .setSource("AS" + (64_496 + own % 16))
                .setEnvironment("production")
                .setBusinessUnit(unit(identity))
                .setInputTokens(tokens - tokens / 5)
                .setOutputTokens(tokens / 5)
                .setCacheReadTokens(tokens / 3)
                .setCost(BigDecimal.valueOf(tokens * 2_000, 9))
                .setCurrency("USD")
                .build();
        next++;
        return event;
    }

    /** What an identity is called. */
    static String name(int identity) {
        return "svc-" + (10_000_000 + identity) + "@prod.example";
    }

    /** Who pays for an identity. */
    static String unit(int identity) {
        return UNITS[(int) (mixed(identity) >>> 33) >>> 2 & 3];
    }

    /** All who pay. */
    static Stream<String> units() {
        return Stream.of(UNITS);
    }

    private long tokens(int rank, int identity, long minute) {
        double size = noises[(int) (mixed(identity + 7L) >>> 51)];
        double tokens = MEDIAN_TOKENS * size * size * noises[dice.nextInt(NOISES)];
        boolean spikes = isOdd(rank, SPIKES_EVERY, minute);
        return 2 + (long) (spikes ? tokens * SPIKE_FACTOR : tokens);
    }

    private int application(int rank, int own, long minute) {
        int which = isOdd(rank, FAN_OUT_EVERY, minute) ? dice.nextInt(FAN_OUT_APPLICATIONS) : dice.nextInt(1 + own % 3);
        return (own % APPLICATIONS + 7 * which) % APPLICATIONS;
    }

    /** Each of the odd ones has one minute of its own, once it can be told from its usual. */
    private boolean isOdd(int rank, int every, long minute) {
        return rank < ODD_RANKS && rank % every == every - 1 && minute == FIRST_ODD_MINUTE + rank % oddMinutes;
    }

    private static long mixed(long number) {
        long z = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
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
