// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Usage.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Generated histories of an identity: four working days to learn from, and then chapters in which it is itself or
 * not. Together the chapters give every detector something to say.
 */
final class Histories {

    private static final String IDENTITY = "nhi-1";

    private Histories() {}

    /** What goes on for a while. */
    enum Chapter {
        WORK,
        SPIKE,
        LARGE_CALLS,
        GROWTH,
        NIGHT,
        SILENCE,
        LOOP,
        STRANGER,
        SURGE,
        TRICKLE,
        SHARED,
        REFUSALS,
        PROBE,
        IMPOSTOR,
        CACHE,
        ROTATION
    }

    /** Chapters in their order, and the chance that scatters their events. */
    record History(List<Chapter> chapters, long chance) {

        List<Usage> usages() {
            return usages(IDENTITY);
        }

        List<Usage> usages(String identityId) {
            var teller = new Teller(identityId, new Random(chance));
            for (int day = 0; day < 4; day++) {
                teller.learnDay(day);
            }
            teller.nextDay(9);
            chapters.forEach(teller::tell);
            return teller.told;
        }
    }

    static Arbitrary<History> any() {
        Arbitrary<List<Chapter>> chapters =
                Arbitraries.of(Chapter.class).list().ofMinSize(4).ofMaxSize(10);
        return Combinators.combine(chapters, Arbitraries.longs()).as(History::new);
    }

    /** What an engine finds in a history. */
    static List<Finding> findings(Engine engine, Identity identity, List<Usage> usages) {
        Profile profile = new Profile();
        List<Finding> findings = new ArrayList<>();
        usages.forEach(usage ->
                findings.addAll(engine.observe(profile, identity, usage).findings()));
        return findings;
    }

    /** What is said by the event, with another time or other tokens. */
    static Usage with(Usage usage, String eventId, long occurredAt, long inputTokens) {
        return new Usage(
                eventId,
                occurredAt,
                usage.identityId(),
                usage.credential(),
                usage.application(),
                usage.agent(),
                usage.model(),
                usage.network(),
                usage.region(),
                usage.environment(),
                usage.operation(),
                usage.dataClassification(),
                inputTokens,
                usage.outputTokens(),
                Math.min(usage.cachedTokens(), inputTokens),
                usage.calls(),
                usage.costNanos(),
                usage.currency(),
                usage.consumed(),
                usage.result(),
                usage.position());
    }

    /** Tells events one after the other, several a minute. */
    private static final class Teller {
        private final List<Usage> told = new ArrayList<>();
        private final String identityId;
        private final Random random;
        private long minute = Life.MONDAY;
        private String credential = "fingerprint-0";

        Teller(String identityId, Random random) {
            this.identityId = identityId;
            this.random = random;
        }

        void learnDay(int day) {
            minute = Life.MONDAY + day * Life.DAY + 8 * Life.HOUR;
            for (int i = 0; i < 300; i++) {
                work(1);
                minute += 1 + i % 2;
            }
        }

        void nextDay(int hour) {
            minute = (Math.floorDiv(minute, Life.DAY) + 1) * Life.DAY + hour * Life.HOUR;
        }

        void tell(Chapter chapter) {
            switch (chapter) {
                case WORK -> each(60, i -> work(1));
                case SPIKE -> each(4, i -> work(12));
                case LARGE_CALLS -> {
                    nextDay(9);
                    each(100, i -> work(1));
                    each(45, i -> home("app", "agent", "model-a", 2_000 + scatter() / 2, 4));
                }
                case GROWTH -> each(150, i -> work(1 + i / 60.0));
                case NIGHT -> {
                    nextDay(2);
                    each(20, i -> work(0.6));
                }
                case SILENCE -> minute += (2 + random.nextInt(8)) * Life.DAY + random.nextInt(600);
                case LOOP -> {
                    for (int i = 0; i < 20; i++) {
                        home("stuck", "agent", "model-a", 2_500, 25);
                        home("stuck", "agent", "model-a", 4_500, 45);
                        minute++;
                    }
                }
                case STRANGER ->
                    each(6, i -> elsewhere(null, null, random.nextBoolean() ? "model-x" : "model-a", 9_000));
                case SURGE -> each(8, i -> elsewhere("app", "agent", "model-a", 60_000));
                case TRICKLE -> each(70, i -> elsewhere(i % 2 == 0 ? null : "app", "agent", "model-a", 150));
                case SHARED -> each(12, i -> home("team-" + i, "agent", "model-b", 900, 9));
                case REFUSALS -> each(8, i -> refused("app", "agent", "model-a", 3 + random.nextInt(9)));
                case PROBE -> each(2, i -> refused("app", "agent", "model-" + random.nextInt(4), 1));
                case IMPOSTOR ->
                    each(7, i -> home(null, null, random.nextBoolean() ? "model-y" : "model-a", 25_000, 250));
                case CACHE ->
                    each(10, i -> told.add(usage("app", "agent", "model-a", true, 200_000, 900, false, Result.SERVED)));
                case ROTATION -> credential = "fingerprint-" + random.nextInt(3);
            }
        }

        private void each(int minutes, IntConsumer said) {
            for (int i = 0; i < minutes; i++) {
                for (int part = random.nextInt(3); part >= 0; part--) {
                    said.accept(i);
                }
                if (random.nextInt(4) != 0) {
                    work(0.2);
                }
                minute++;
            }
        }

        private void work(double times) {
            long tokens = Math.round(times * (4_000 + scatter()));
            String application = random.nextInt(6) == 0 ? "batch" : "app";
            home(
                    application,
                    "agent",
                    random.nextInt(9) == 0 ? "model-b" : "model-a",
                    tokens,
                    1 + tokens / (90 + random.nextInt(20)));
        }

        private long scatter() {
            return random.nextInt(2_000);
        }

        private void home(@Nullable String application, @Nullable String agent, String model, long tokens, long calls) {
            told.add(usage(application, agent, model, true, tokens, calls, true, Result.SERVED));
        }

        private void elsewhere(@Nullable String application, @Nullable String agent, String model, long tokens) {
            told.add(usage(application, agent, model, false, tokens, 1 + tokens / 100, true, Result.SERVED));
        }

        private void refused(String application, String agent, String model, long calls) {
            Result result = random.nextBoolean() ? Result.DENIED : Result.FAILED;
            told.add(usage(application, agent, model, random.nextInt(3) > 0, 0, calls, true, result));
        }

        private static String region(@Nullable String application) {
            return application == null ? "eu-0" : "eu-" + application.length() % 2;
        }

        private Usage usage(
                @Nullable String application,
                @Nullable String agent,
                String model,
                boolean home,
                long tokens,
                long calls,
                boolean consumed,
                Result result) {
            boolean priced = random.nextInt(4) > 0;
            return new Usage(
                    "event-" + told.size(),
                    minute * 60_000 + random.nextInt(60_000),
                    identityId,
                    credential,
                    application,
                    agent,
                    model,
                    home ? "home" : "elsewhere",
                    home ? region(application) : "us-" + random.nextInt(2),
                    "model-b".equals(model) ? "production" : null,
                    null,
                    null,
                    tokens - tokens / 5,
                    tokens / 5,
                    home && random.nextBoolean() ? tokens / 2 : 0,
                    calls,
                    priced ? tokens * 3_000 : -1,
                    priced ? "USD" : null,
                    consumed,
                    result,
                    new Position("usage", 3, 17L * told.size()));
        }
    }
}
