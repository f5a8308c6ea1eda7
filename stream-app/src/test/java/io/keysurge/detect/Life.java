// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Tuning.Tolerance;
import io.keysurge.detect.Usage.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of one identity, told minute by minute; tests read as stories.
 *
 * <p>Who calls, from where, for what and with what result is said once and holds for all that follows. Unless told
 * otherwise nobody says who calls, and a call takes a hundred tokens, in every third minute a tenth more: calls of one
 * size on a clock would be a loop.
 */
final class Life {

    static final long HOUR = 60;
    static final long DAY = 1440;
    /** Minutes since 1970 of 2026-01-05T00:00:00Z, a Monday. */
    static final long MONDAY = 29_459_520L;

    static final long FRIDAY_NOON = MONDAY + 4 * DAY + 12 * HOUR;

    private final Engine engine;
    private final Profile profile;
    private final String identityId;
    private Identity identity = Identity.UNREGISTERED;
    private @Nullable String application;
    private @Nullable String agent;
    private @Nullable String model = "model-a";
    private @Nullable String network;
    private @Nullable String region;
    private @Nullable String credential;
    private Result result = Result.SERVED;
    private boolean consumed = true;
    private long tokensPerCall = 100;
    private int percentOutput = 20;
    private int percentCached;
    private long nanosPerToken = -1;
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

    /** Four working days of steady usage from 08:00 to 18:00, of which nobody says who called. */
    static Life steady(long tokensPerMinute) {
        return withDefaults().workingDays(0, 4, tokensPerMinute);
    }

    /** Four working days of steady usage by one service that always introduces itself, from one place. */
    static Life atHome(long tokensPerMinute) {
        return withDefaults().at("home").workingDays(0, 4, tokensPerMinute);
    }

    /** The service that always introduces itself, in one of its own places. */
    Life at(String place) {
        return as("app").by("agent").asking("model-a").from(place, "eu-west-1");
    }

    Life declares(String... applications) {
        identity = new Identity(
                true,
                identity.kind(),
                "production",
                Set.of(applications),
                identity.scope().models(),
                identity.tuning());
        return this;
    }

    Life in(String environment) {
        identity = new Identity(
                true,
                identity.kind(),
                environment,
                identity.applications(),
                identity.scope().models(),
                identity.tuning());
        return this;
    }

    Life ofKind(String kind) {
        identity = new Identity(
                true,
                kind,
                identity.environment(),
                identity.applications(),
                identity.scope().models(),
                identity.tuning());
        return this;
    }

    Life tuned(AlertKind kind, double sensitivity) {
        Map<AlertKind, Double> sensitivities = new EnumMap<>(AlertKind.class);
        sensitivities.putAll(identity.tuning().sensitivities());
        sensitivities.put(kind, sensitivity);
        return tuned(new Tuning(sensitivities, identity.tuning().tolerances()));
    }

    /** For a time, from and until in minutes since 1970: expected is so many times as much, or nothing is said. */
    Life tolerates(Set<AlertKind> kinds, long from, long until, @Nullable Double ceiling) {
        List<Tolerance> tolerances = new ArrayList<>(identity.tuning().tolerances());
        tolerances.add(new Tolerance(kinds, from * 60_000, until * 60_000, ceiling));
        return tuned(new Tuning(identity.tuning().sensitivities(), tolerances));
    }

    private Life tuned(Tuning tuning) {
        identity = new Identity(
                true,
                identity.kind(),
                identity.environment(),
                identity.applications(),
                identity.scope().models(),
                tuning);
        return this;
    }

    Life as(@Nullable String name) {
        application = name;
        return this;
    }

    Life by(@Nullable String name) {
        agent = name;
        return this;
    }

    Life asking(@Nullable String name) {
        model = name;
        return this;
    }

    Life from(@Nullable String networkName, @Nullable String regionName) {
        network = networkName;
        region = regionName;
        return this;
    }

    Life with(@Nullable String credentialFingerprint) {
        credential = credentialFingerprint;
        return this;
    }

    Life answered(Result answer) {
        result = answer;
        return this;
    }

    /** From here on a gateway answers from its own cache. */
    Life cached() {
        consumed = false;
        return this;
    }

    Life takingPerCall(long tokens) {
        tokensPerCall = tokens;
        return this;
    }

    Life producing(int percentOfTokens) {
        percentOutput = percentOfTokens;
        return this;
    }

    /** From here on the provider's cache knows so much of the input. */
    Life caching(int percentOfInput) {
        percentCached = percentOfInput;
        return this;
    }

    Life paying(long nanos) {
        nanosPerToken = nanos;
        return this;
    }

    Life workingDays(int first, int count, long tokensPerMinute) {
        for (int day = first; day < first + count; day++) {
            minutes(MONDAY + day * DAY + 8 * HOUR, 600, tokensPerMinute);
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
        return use(minute, tokens, callsFor(tokens, minute));
    }

    Life use(long minute, long tokens, long calls) {
        return use(usage(minute, tokens, calls, "event-" + sequence++));
    }

    Life use(Usage usage) {
        Observation seen = engine.observe(profile, identity, usage);
        observations.add(seen);
        findings.addAll(seen.findings());
        return this;
    }

    Usage usage(long minute, long tokens, String eventId) {
        return usage(minute, tokens, callsFor(tokens, minute), eventId);
    }

    private long callsFor(long tokens, long minute) {
        long calls = tokens / tokensPerCall;
        return Math.max(1, minute % 3 == 0 ? calls - calls / 10 : calls);
    }

    private Usage usage(long minute, long tokens, long calls, String eventId) {
        return new Usage(
                eventId,
                minute * 60_000,
                identityId,
                credential,
                application,
                agent,
                model,
                network,
                region,
                tokens - output(tokens),
                output(tokens),
                (tokens - output(tokens)) * percentCached / 100,
                calls,
                nanosPerToken < 0 ? -1 : tokens * nanosPerToken,
                nanosPerToken < 0 ? null : "USD",
                consumed,
                result,
                new Position("usage", 0, sequence));
    }

    private long output(long tokens) {
        return tokens / 100 * percentOutput;
    }

    /** What the identity remembers of a value: two bytes of logarithm. */
    static double remembered(Feature feature, double value) {
        return feature.value(Log16.unpack(Log16.pack(feature.log(value))));
    }

    /** What is expected in the newest minute, by the default settings. */
    Band band() {
        return new Outlook(DetectionSettings.DEFAULTS).band(profile, identity);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Finding> findings(AlertKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    Finding newest() {
        return findings.get(findings.size() - 1);
    }

    List<Finding> silence() {
        return engine.announceSilence(profile, identity);
    }

    Observation last() {
        return observations.get(observations.size() - 1);
    }

    /** Id of the newest event that this made. */
    String usageIdOfLast() {
        return "event-" + (sequence - 1);
    }

    Identity identity() {
        return identity;
    }

    Profile profile() {
        return profile;
    }
}
