// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One identity's life, told minute by minute from a Monday on. */
final class ToldLife {

    static final int DAY = 1440;
    static final int HOUR = 60;
    /** The one that it always uses. */
    static final String CREDENTIAL = "fp-1";

    static final int FIRST_MINUTE = 20_458 * DAY;

    private final Engine engine = new Engine(DetectionSettings.DEFAULTS);
    private final Profile profile = new Profile();
    private final List<Finding> findings = new ArrayList<>();
    private final Identity identity;
    private @Nullable String application = "app-0";
    private @Nullable String agent;
    private String model = "model-a";
    private @Nullable String network;
    private @Nullable String environment;
    private Usage.Result result = Usage.Result.SERVED;
    private int percentCached;
    private long events;

    ToldLife(Identity identity) {
        this.identity = identity;
    }

    ToldLife as(@Nullable String nextApplication) {
        application = nextApplication;
        return this;
    }

    ToldLife of(@Nullable String nextAgent) {
        agent = nextAgent;
        return this;
    }

    ToldLife asking(String nextModel) {
        model = nextModel;
        return this;
    }

    ToldLife from(@Nullable String nextNetwork) {
        network = nextNetwork;
        return this;
    }

    ToldLife in(@Nullable String nextEnvironment) {
        environment = nextEnvironment;
        return this;
    }

    ToldLife caching(int nextPercentOfInput) {
        percentCached = nextPercentOfInput;
        return this;
    }

    ToldLife with(Usage.Result nextResult) {
        result = nextResult;
        return this;
    }

    /** So many days, an hour of each in use. */
    ToldLife days(int days, long tokens) {
        return days(days, HOUR, tokens);
    }

    /** So many days, the first minutes of each in use, a little more and a little less in turn. */
    ToldLife days(int days, int minutes, long tokens) {
        for (int day = 0; day < days; day++) {
            for (int minute = 0; minute < minutes; minute++) {
                use(day * DAY + minute, tokens - tokens * (minute % 5) / 10, Math.max(1, tokens / 100));
            }
        }
        return this;
    }

    ToldLife minutes(int first, int count, long tokens) {
        for (int minute = first; minute < first + count; minute++) {
            use(minute, tokens, Math.max(1, tokens / 100));
        }
        return this;
    }

    ToldLife use(int minute, long tokens, long calls) {
        return producing(minute, tokens - tokens / 5, tokens / 5, calls);
    }

    ToldLife producing(int minute, long input, long output, long calls) {
        var position = new Position("usage", 0, events++);
        var usage = new Usage(
                "event-" + events,
                (FIRST_MINUTE + minute) * 60_000L,
                "agent",
                CREDENTIAL,
                application,
                agent,
                model,
                network,
                network == null ? null : "region",
                environment,
                null,
                null,
                input,
                output,
                input * percentCached / 100,
                calls,
                -1,
                null,
                true,
                result,
                position);
        findings.addAll(engine.observe(profile, identity, usage).findings());
        return this;
    }

    List<Finding> findings() {
        return findings;
    }
}
