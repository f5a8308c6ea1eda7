// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the identities of a group consume, told hour by hour; tests read as stories. Unless told otherwise they share one
 * application, model and environment, a call takes 800 tokens in and 200 out, and nobody knows its cost.
 */
final class HourLife {

    /** Hours since 1970 of 2026-01-05T00:00:00Z, a Monday. */
    static final long MONDAY = Life.MONDAY / 60;

    static final long DAY = 24;

    private final Function<HourPart, List<Finding>> judge;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable String application = "app";
    private String model = "model-a";
    private @Nullable String environment = "production";
    private long inputPerCall = 800;
    private long nanosPerToken = -1;
    private String currency = "USD";
    private long offset;

    HourLife(Function<HourPart, List<Finding>> judge) {
        this.judge = judge;
    }

    HourLife by(@Nullable String newApplication) {
        application = newApplication;
        return this;
    }

    HourLife asking(String newModel) {
        model = newModel;
        return this;
    }

    HourLife in(@Nullable String newEnvironment) {
        environment = newEnvironment;
        return this;
    }

    HourLife sending(long tokensPerCall) {
        inputPerCall = tokensPerCall;
        return this;
    }

    HourLife costing(long nanos, String newCurrency) {
        nanosPerToken = nanos;
        currency = newCurrency;
        return this;
    }

    /** So many calls within an hour. */
    HourLife use(String identity, long hour, long calls) {
        long tokens = calls * (inputPerCall + 200);
        findings.addAll(judge.apply(new HourPart(
                identity,
                hour,
                application,
                model,
                environment,
                calls,
                calls * inputPerCall,
                calls * 200,
                nanosPerToken < 0 ? -1 : tokens * nanosPerToken,
                nanosPerToken < 0 ? null : currency,
                new Position("usage", 0, offset++))));
        return this;
    }

    List<Finding> findings() {
        return findings;
    }
}
