// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of one identity, told minute by minute; tests read as stories. */
final class Life {

    static final long DAY = 1440;
    /** Minutes since 1970 of 2026-01-05T00:00:00Z, a Monday. */
    static final long MONDAY = 29_459_520L;

    private final Engine engine;
    private final Profile profile;
    private final String identityId;
    private Identity identity = Identity.UNREGISTERED;
    private @Nullable String application;
    private long sequence;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    Life(DetectionSettings settings) {
        this(new Engine(settings), new Profile(), "nhi-1");
    }

    Life(Engine engine, Profile profile, String identityId) {
        this.engine = engine;
        this.profile = profile;
        this.identityId = identityId;
    }

    static Life withDefaults() {
        return new Life(DetectionSettings.DEFAULTS);
    }

    /** Four working days of steady usage from 08:00 to 18:00. */
    static Life steady(long tokensPerMinute) {
        Life life = withDefaults();
        life.workingDays(0, 4, tokensPerMinute);
        return life;
    }

    Life declares(String... applications) {
        identity = new Identity(true, "production", Set.of(applications));
        return this;
    }

    Life in(String environment) {
        identity = new Identity(true, environment, identity.applications());
        return this;
    }

    Life as(@Nullable String name) {
        application = name;
        return this;
    }

    Life workingDays(int first, int count, long tokensPerMinute) {
        for (int day = first; day < first + count; day++) {
            minutes(MONDAY + day * DAY + 8 * 60, 600, tokensPerMinute);
        }
        return this;
    }

    Life minutes(long first, int count, long tokensPerMinute) {
        for (long minute = first; minute < first + count; minute++) {
            use(minute, tokensPerMinute);
        }
        return this;
    }

    Life use(long minute, long tokens) {
        return use(usage(minute, tokens, "event-" + sequence++));
    }

    Life use(Usage usage) {
        Observation seen = engine.observe(profile, identity, usage);
        observations.add(seen);
        findings.addAll(seen.findings());
        return this;
    }

    Usage usage(long minute, long tokens, String eventId) {
        return new Usage(
                eventId,
                minute * 60_000,
                identityId,
                null,
                application,
                "model-a",
                "region-a",
                tokens - tokens / 5,
                tokens / 5,
                1,
                -1,
                null,
                true,
                new Position("usage", 0, sequence));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Finding> silence() {
        return engine.announceSilence(profile, identity);
    }

    Observation last() {
        return observations.get(observations.size() - 1);
    }

    /** Id of the newest event that {@link #use(long, long)} made. */
    String usageIdOfLast() {
        return "event-" + (sequence - 1);
    }

    Profile profile() {
        return profile;
    }
}
