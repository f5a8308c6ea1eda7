// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.bench.workload.ZipfIdentities;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Identities of which few speak often and most seldom, each with an application, a model and a place of its own. The
 * same seed gives the same events, but for their time. Not thread safe.
 */
public final class Fleet {

    private static final int LEAST_TOKENS = 1_000;
    private static final int MORE_TOKENS = 2_000;
    private static final int APPLICATIONS = 3_000;
    private static final int PLACES = 16;
    private static final int FIRST_PLACE = 64_496;
    private static final String[] MODELS = {"claude-sonnet-4-5", "gpt-4o", "gemini-2.5-pro", "mistral-large"};
    private static final String[] REGIONS = {"eu-west-1", "us-east-1", "us-west-2", "ap-south-1"};

    private final ZipfIdentities identities;
    private final SplittableRandom dice;

    /** So many identities. */
    public Fleet(int identities, long seed) {
        this.identities = new ZipfIdentities(identities, seed);
        this.dice = new SplittableRandom(seed);
    }

    /** Number of the identity that speaks next, the busy ones often. */
    public int speaker() {
        return identities.identity(identities.rank(dice.nextDouble()));
    }

    /** One call of whoever speaks next, now. */
    public UsageEvent call() {
        return call(speaker(), Instant.now());
    }

    /** Calls of whoever speaks next, now, one after the other. */
    public Supplier<UsageEvent> calls() {
        return this::call;
    }

    /** One call of an identity; its number may be beyond those of the fleet. */
    public UsageEvent call(int identity, Instant at) {
        return calls(identity, at, 1);
    }

    /** Calls of an identity, counted in one event. */
    public UsageEvent calls(int identity, Instant at, long requests) {
        long tokens = requests * (LEAST_TOKENS + dice.nextInt(MORE_TOKENS));
        int own = identity & 0xffff;
        return UsageEvent.newBuilder()
                .setEventId(new UUID(dice.nextLong(), dice.nextLong()).toString())
                .setOccurredAt(at)
                .setIdentityId(name(identity))
                .setIdentityKind(IdentityKind.SERVICE_ACCOUNT)
                .setCredentialFingerprint("hmac-sha256:" + Integer.toHexString(identity))
                .setApplicationId("application-" + own % APPLICATIONS)
                .setModel(MODELS[own % MODELS.length])
                .setRegion(REGIONS[own / MODELS.length % REGIONS.length])
                .setSource("AS" + (FIRST_PLACE + own % PLACES))
                .setEnvironment("production")
                .setInputTokens(tokens - tokens / 5)
                .setOutputTokens(tokens / 5)
                .setRequestCount(requests)
                .build();
    }

    private static String name(int identity) {
        return "svc-" + (10_000_000 + identity) + "@prod.example";
    }
}
