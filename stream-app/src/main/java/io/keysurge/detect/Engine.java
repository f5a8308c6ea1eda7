// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Observation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Judges one usage event after the other, each against its identity's own profile.
 *
 * <p>Holds settings only: all memory is in the profile, so that the same profile and the same events give the same
 * findings wherever and whenever they are judged.
 */
public final class Engine {

    private final DetectionSettings settings;
    private final TokenSpike tokenSpike;
    private final Ramp ramp;
    private final ShapeShift shapeShift;
    private final OffHours offHours;
    private final FailBurst failBurst;
    private final FanOut fanOut;
    private final NewApplication newApplication;
    private final NewModel newModel = new NewModel();
    private final NewOrigin newOrigin;
    private final OffScope offScope = new OffScope();
    private final MisplacedIdentity misplacedIdentity = new MisplacedIdentity();
    private final ExposedKey exposedKey = new ExposedKey();
    private final UseAfterRevocation useAfterRevocation = new UseAfterRevocation();
    private final BudgetKeeper budgetKeeper = new BudgetKeeper(1);
    private final Evidence evidence;
    private final Docket docket;

    /** An engine that judges by these settings. */
    public Engine(DetectionSettings settings) {
        this.settings = settings;
        this.tokenSpike = new TokenSpike(settings);
        this.ramp = new Ramp(settings);
        this.shapeShift = new ShapeShift(settings);
        this.offHours = new OffHours(settings);
        this.failBurst = new FailBurst(settings);
        this.fanOut = new FanOut(settings);
        this.newApplication = new NewApplication(settings);
        this.newOrigin = new NewOrigin(settings);
        this.evidence = new Evidence(settings);
        this.docket = new Docket(settings);
    }

    /**
     * Takes one event in.
     *
     * @param profile what is remembered of the identity; changed by this call
     * @param identity who the identity is, as known now
     * @param usage the event, already checked to be countable
     * @return whether it counted, and what it revealed
     */
    public Observation observe(Profile profile, Identity identity, Usage usage) {
        long minute = usage.minute();
        long clock = profile.minutes.started() ? Math.max(profile.newestMinute(), minute) : minute;
        Outcome outcome = Doorkeeper.outcome(profile.recent, clock, usage, settings);
        if (outcome == Outcome.LATE) {
            return Observation.LATE;
        }
        if (outcome == Outcome.DUPLICATE) {
            return Observation.DUPLICATE;
        }
        var hearing = new Hearing(profile, identity, usage, new ArrayList<>(0));
        if (profile.isForgottenBy(minute, settings)) {
            docket.closeQuiet(hearing);
            profile.beginAnew();
            profile.recent.add(usage.eventId(), minute, clock - settings.graceMinutes());
        }
        if (profile.minutes.started() && minute > profile.newestMinute()) {
            judgeFinishedMinute(hearing);
        }
        // Only then: a sign of the minute that is over may carry an episode on that would else close, and come again.
        docket.closeQuiet(hearing);
        Caller caller = remember(hearing);
        judge(hearing, caller);
        if (!identity.budgets().isEmpty()) {
            keepBudgets(hearing);
        }
        return new Observation(Outcome.COUNTED, hearing.findings(), attempt(hearing, caller));
    }

    private void keepBudgets(Hearing hearing) {
        Profile profile = hearing.profile();
        Identity identity = hearing.identity();
        Usage usage = hearing.usage();
        budgetKeeper.keep(
                profile.budgets,
                identity.budgets(),
                usage.occurredAt(),
                budget -> budget.taken(usage),
                kind -> identity.tuning().suppresses(kind, usage.minute()),
                sign -> hearing.findings().add(evidence.ofBudget(profile, sign, usage)));
    }

    /**
     * Announces the end of episodes of an identity that has fallen silent altogether. Liveness only: should the
     * identity speak again within the quiet time of its own clock, its episodes go on under their ids.
     */
    public List<Finding> announceSilence(Profile profile, Identity identity) {
        return docket.announceSilence(profile, identity);
    }

    /**
     * Takes in that a credential was found where it should not be: if it is in use, that is known at once.
     *
     * @param profile what is remembered of the identity; changed by this call
     * @param identity who the identity is, this report included
     * @param reportedAt when the report came, milliseconds since 1970
     * @param usage where usage of a partition is in its log, by offset
     */
    public List<Finding> expose(
            Profile profile,
            String identityId,
            Identity identity,
            Exposure exposure,
            long reportedAt,
            LongFunction<Position> usage) {
        if (!profile.minutes.started()) {
            return List.of();
        }
        Usage sign = ExposedKey.usage(identityId, exposure, reportedAt, newestUsage(profile, usage));
        var hearing = new Hearing(profile, identity, sign, new ArrayList<>(0));
        docket.follow(exposedKey.judge(profile, exposure, notBefore(profile, reportedAt)), hearing);
        return hearing.findings();
    }

    /**
     * Takes in that an action should have stopped an identity: if it is used all the same, that is known at once.
     *
     * @param profile what is remembered of the identity; changed by this call
     * @param identity who the identity is, this action included
     * @param knownAt when the action became known, milliseconds since 1970
     * @param usage where usage of a partition is in its log, by offset
     */
    public List<Finding> stop(
            Profile profile,
            String identityId,
            Identity identity,
            Revocation revocation,
            long knownAt,
            LongFunction<Position> usage) {
        if (!profile.minutes.started()) {
            return List.of();
        }
        Usage sign = UseAfterRevocation.usage(identityId, revocation, knownAt, newestUsage(profile, usage));
        var hearing = new Hearing(profile, identity, sign, new ArrayList<>(0));
        docket.follow(useAfterRevocation.judge(profile, revocation, notBefore(profile, knownAt)), hearing);
        return hearing.findings();
    }

    private static Position newestUsage(Profile profile, LongFunction<Position> usage) {
        long newest = profile.newestMinute();
        return usage.apply(profile.minutes.firstOffset(newest, newest, 0));
    }

    private static long notBefore(Profile profile, long millis) {
        return Math.max(TimeUnit.MILLISECONDS.toMinutes(millis), profile.newestMinute());
    }

    /** Judges the newest minute as a whole, when a later one begins: what is no sum depends on all of it. */
    private void judgeFinishedMinute(Hearing hearing) {
        Profile profile = hearing.profile();
        long minute = profile.newestMinute();
        Pace pace = profile.paceOf(minute);
        docket.follow(ramp.judge(profile, pace, raised(hearing, AlertKind.RAMP, minute)), hearing);
        docket.follow(offHours.judge(profile, pace, raised(hearing, AlertKind.OFF_HOURS, minute)), hearing);
        HalfHour halfHour = HalfHour.endingWith(minute, profile.minutes);
        Bar bar = raised(hearing, AlertKind.SHAPE_SHIFT, minute);
        docket.follow(shapeShift.judge(profile, minute, halfHour, bar), hearing);
        docket.follow(failBurst.judge(profile, minute, bar(hearing, AlertKind.FAIL_BURST, minute)), hearing);
        if (halfHour.saysEnough()) {
            profile.shape.observe(
                    minute,
                    Feature.INPUT_PER_CALL.log(halfHour.inputPerCall()),
                    Feature.OUTPUT_PER_CALL.log(halfHour.outputPerCall()));
            if (profile.cacheUse != null) {
                profile.cacheUse.observe(minute, halfHour);
            }
        }
        profile.loops.finish();
    }

    private Caller remember(Hearing hearing) {
        Profile profile = hearing.profile();
        Usage usage = hearing.usage();
        profile.advanceTo(usage.minute(), settings);
        profile.add(usage);
        profile.price.note(usage);
        profile.credential = Credential.afterUse(profile.credential, usage);
        long now = profile.newestMinute();
        profile.loops.add(usage, now);
        return profile.circle.meet(usage, now, hearing.identity(), isWarming(profile));
    }

    private void judge(Hearing hearing, Caller caller) {
        Profile profile = hearing.profile();
        long minute = hearing.usage().minute();
        long now = profile.newestMinute();
        judgeApplication(hearing, caller, now);
        if (!isWarming(profile)) {
            judgeCaller(hearing, caller, now);
        }
        judgePace(hearing, minute);
        if (minute < now) {
            // A late event weighs in its own minute, and in the windows of the open one.
            judgePace(hearing, now);
        }
        Bar dormant = bar(hearing, AlertKind.DORMANT_WOKE, minute);
        docket.follow(profile.dormancy.judge(profile, minute, settings, dormant), hearing);
        Bar loop = bar(hearing, AlertKind.RUNAWAY_LOOP, now);
        docket.follow(profile.loops.judge(profile, now, settings, loop), hearing);
        Scope scope = hearing.identity().scope();
        if (scope.isDeclared()) {
            offScope.judge(scope, hearing.usage(), now).forEach(signal -> docket.follow(signal, hearing));
        }
        for (Revocation each : hearing.identity().revocations().actions()) {
            docket.follow(useAfterRevocation.judge(each, hearing.usage(), now), hearing);
        }
        docket.follow(misplacedIdentity.judge(hearing.identity(), hearing.usage(), now), hearing);
        Exposures exposures = hearing.identity().exposures();
        if (!exposures.isEmpty()) {
            // Last: what else is wrong makes it graver.
            docket.follow(exposedKey.judge(profile, exposures, hearing.usage(), now), hearing);
        }
    }

    private void judgeApplication(Hearing hearing, Caller caller, long now) {
        String application = hearing.usage().application();
        if (application == null) {
            return;
        }
        Profile profile = hearing.profile();
        Identity identity = hearing.identity();
        if (caller.newApplication()) {
            docket.follow(newApplication.judge(profile, identity, application, now), hearing);
        }
        docket.follow(fanOut.judge(profile, identity, now, bar(hearing, AlertKind.FAN_OUT, now)), hearing);
    }

    private void judgeCaller(Hearing hearing, Caller caller, long now) {
        Profile profile = hearing.profile();
        if (!caller.familiar()) {
            Bar bar = bar(hearing, AlertKind.NEW_ORIGIN, now);
            docket.follow(newOrigin.judge(profile, caller, now, isAwakening(hearing, now), bar), hearing);
        } else if (profile.oddCaller.note(caller, hearing.usage(), hearing.identity(), now)) {
            docket.follow(newModel.judge(profile, caller, hearing.usage(), now), hearing);
            Bar bar = bar(hearing, AlertKind.TOKEN_SPIKE, now);
            docket.follow(profile.oddCaller.judge(profile, now, settings, bar), hearing);
        }
    }

    private boolean isAwakening(Hearing hearing, long now) {
        Profile profile = hearing.profile();
        return !hearing.identity().tuning().suppresses(AlertKind.DORMANT_WOKE, now)
                && profile.dormancy.wokeBefore(profile, now, settings, bar(hearing, AlertKind.DORMANT_WOKE, now));
    }

    private void judgePace(Hearing hearing, long minute) {
        Profile profile = hearing.profile();
        Bar bar = bar(hearing, AlertKind.TOKEN_SPIKE, minute);
        docket.follow(tokenSpike.judge(profile, profile.paceOf(minute), bar), hearing);
    }

    /** A refused or empty call from a place that is not the identity's own tries the key. */
    private static @Nullable Attempt attempt(Hearing hearing, Caller caller) {
        Origin origin = caller.origin();
        Usage usage = hearing.usage();
        if (origin == null || caller.familiar() || !(usage.isDenied() || usage.tokens() == 0)) {
            return null;
        }
        return new Attempt(
                origin.name(),
                usage.identityId(),
                usage.occurredAt(),
                usage.isDenied(),
                hearing.identity().exposures().mayHold(usage.credential()),
                usage.eventId(),
                usage.position());
    }

    private boolean isWarming(Profile profile) {
        return profile.days() < settings.warmUpDays();
    }

    /** The bar for what is notable at most. */
    private Bar raised(Hearing hearing, AlertKind kind, long minute) {
        return hearing.profile().budget.raise(bar(hearing, kind, minute), minute);
    }

    private Bar bar(Hearing hearing, AlertKind kind, long minute) {
        return settings.sensitivities().bar(hearing.identity(), kind, minute);
    }
}
