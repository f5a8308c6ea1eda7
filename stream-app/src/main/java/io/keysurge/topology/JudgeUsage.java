// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.AboutIdentity.Exposed;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.contract.Alert;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Flood;
import io.keysurge.detect.Identity;
import io.keysurge.detect.IdentityFlood;
import io.keysurge.detect.IdentityFlood.Admission;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Usage;
import io.keysurge.state.PackedState;
import io.keysurge.state.Remembered;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry.Word;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Looks up what is remembered of an identity, asks the engine, remembers, forwards. */
final class JudgeUsage extends RefusingProcessor<String, AboutIdentity> {

    private static final Duration SILENCE_CHECK = Duration.ofMinutes(1);
    /** A million identities take three hours. */
    private static final Duration CLEARING = Duration.ofSeconds(10);

    private final Engine engine;
    private final IdentityFlood identityFlood;
    private final AlertTranslation translation;
    private final long silenceMillis;
    private final int graceMinutes;
    private final int forgetDays;
    private final String usageTopic;
    private final Bookkeeper.Setup books;
    private @Nullable Memory memory;
    private @Nullable Bookkeeper bookkeeper;
    private @Nullable Raiser raiser;

    JudgeUsage(
            Engine engine,
            DetectionSettings settings,
            AlertTranslation translation,
            String usageTopic,
            Bookkeeper.Setup books,
            UsageMeter meter) {
        super(meter);
        this.engine = engine;
        this.identityFlood = new IdentityFlood(settings);
        this.translation = translation;
        this.usageTopic = usageTopic;
        this.books = books;
        this.graceMinutes = settings.graceMinutes();
        this.forgetDays = settings.forgetDays();
        this.silenceMillis = Duration.ofMinutes((long) settings.quietMinutes() + graceMinutes)
                .plus(Memory.EPISODE_NOTE_BEHIND)
                .toMillis();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        memory = new Memory(context);
        bookkeeper = Bookkeeper.begin(books, context, memory);
        raiser = new Raiser(context, meter());
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::announceSilences);
        context.schedule(CLEARING, PunctuationType.WALL_CLOCK_TIME, now -> memory().deleteForgotten(forgetDays));
    }

    @Override
    public void process(Record<String, AboutIdentity> incoming) {
        raiser().judged(incoming.timestamp());
        if (incoming.value() instanceof Admitted admitted) {
            judge(incoming.key(), admitted, incoming.timestamp());
        } else if (incoming.value() instanceof Registered registered) {
            memory().register(incoming.key(), registered.facts(), registered.from());
        } else if (incoming.value() instanceof Exposed exposed) {
            expose(incoming.key(), exposed, incoming.timestamp());
        } else if (incoming.value() instanceof Stopped stopped) {
            stop(incoming.key(), stopped.action(), incoming.timestamp());
        }
    }

    @Override
    public void close() {
        memory = null;
        bookkeeper = null;
        raiser = null;
    }

    private void judge(String identityId, Admitted admitted, long appendTime) {
        Remembered known = memory().find(identityId);
        if (known == null) {
            known = admit(identityId, admitted.usage(), appendTime);
        }
        if (known == null) {
            meter().unjudged();
            return;
        }
        Profile profile = known.profile();
        boolean wasOpen = profile.hasOpenEpisode();
        Word registered = known.registered(admitted.usage().occurredAt());
        Identity identity = registered != null
                ? registered.judged()
                : Identity.unregistered(admitted.kind(), admitted.usage().environment());

        Observation seen = engine.observe(profile, memory().withCredentials(identityId, identity), admitted.usage());

        switch (seen.outcome()) {
            case COUNTED -> {
                meter().counted();
                memory().remember(known);
                bookkeeper().note(known, admitted, appendTime);
                followEpisodes(identityId, known, wasOpen, appendTime);
                raise(identityId, registered, admitted, seen.findings(), appendTime);
                handOn(seen.attempt(), appendTime);
            }
            case DUPLICATE -> meter().duplicate();
            case LATE -> refuse(admitted.key(), admitted.value(), appendTime, late(admitted.usage(), profile));
        }
    }

    private void expose(String identityId, Exposed exposed, long appendTime) {
        if (memory().expose(identityId, exposed.report(), exposed.withdrawn()) && !exposed.withdrawn()) {
            judgeAtOnce(
                    identityId,
                    appendTime,
                    (profile, identity, usage) ->
                            engine.expose(profile, identityId, identity, exposed.report(), appendTime, usage));
        }
    }

    private void stop(String identityId, Revocation action, long appendTime) {
        if (memory().stop(identityId, action) && !action.undone()) {
            judgeAtOnce(
                    identityId,
                    appendTime,
                    (profile, identity, usage) ->
                            engine.stop(profile, identityId, identity, action, appendTime, usage));
        }
    }

    /** What the engine makes of news about an identity that was used before they came. */
    private interface News {
        List<Finding> judge(Profile profile, Identity identity, LongFunction<Position> usage);
    }

    private void judgeAtOnce(String identityId, long appendTime, News news) {
        Remembered remembered = memory().find(identityId);
        if (remembered == null) {
            return;
        }
        IdentityFacts facts = remembered.facts();
        int partition = source().partition();
        List<Finding> findings = news.judge(
                remembered.profile(),
                memory().withCredentials(identityId, facts.judged()),
                offset -> new Position(usageTopic, partition, offset));
        memory().remember(remembered);
        if (remembered.profile().hasOpenEpisode()) {
            memory().rememberOpenEpisode(identityId, remembered, appendTime);
        }
        findings.forEach(finding -> raise(identityId, facts, finding, appendTime));
    }

    /** An identity of which nothing is remembered: from now on it is, unless there is no room. */
    private @Nullable Remembered admit(String identityId, Usage usage, long appendTime) {
        Admission admission =
                identityFlood.admit(memory().flood(), usage, appendTime, memory().isRegistered(identityId));
        memory().rememberFlood();
        raiseAboutPartition(admission.findings(), appendTime);
        return admission.admitted() ? memory().begin(identityId) : null;
    }

    private void raiseAboutPartition(List<Finding> findings, long timestamp) {
        findings.forEach(finding -> raise(translation.alertAboutPartition(finding), timestamp));
    }

    private void handOn(@Nullable Attempt attempt, long appendTime) {
        if (attempt != null) {
            forward(attempt.source(), PackedState.attempt(attempt), appendTime, Steps.WRITE_ATTEMPTS);
        }
    }

    private void followEpisodes(String identityId, Remembered known, boolean wasOpen, long appendTime) {
        if (known.profile().hasOpenEpisode()) {
            memory().rememberOpenEpisode(identityId, known, appendTime);
        } else if (wasOpen) {
            memory().forgetOpenEpisode(identityId, known);
        }
    }

    private void raise(
            String identityId, @Nullable Word registered, Admitted admitted, List<Finding> findings, long timestamp) {
        if (findings.isEmpty()) {
            return;
        }
        IdentityFacts facts =
                registered == null ? IdentityFacts.of(admitted.event().get()) : registered.facts();
        findings.forEach(finding -> raise(identityId, facts, finding, timestamp));
    }

    private void raise(String identityId, IdentityFacts facts, Finding finding, long timestamp) {
        raise(translation.alert(identityId, facts, finding), timestamp);
    }

    private void raise(Alert alert, long timestamp) {
        raiser().raise(alert, timestamp);
    }

    private Raiser raiser() {
        if (raiser == null) {
            throw new IllegalStateException("process before init");
        }
        return raiser;
    }

    private Refusal late(Usage usage, Profile profile) {
        Instant clock = Instant.ofEpochSecond(profile.newestMinute() * 60);
        return new Refusal(
                RefusalReason.LATE,
                "occurred_at",
                Instant.ofEpochMilli(usage.occurredAt()) + " while the identity is at " + clock + " (expected: at most "
                        + graceMinutes + " minutes behind)");
    }

    /**
     * Closes what an identity left open when it fell silent altogether. Wall clock serves liveness only: what an
     * episode is and what it is called never depends on it.
     */
    private void announceSilences(long now) {
        memory().forEachOpenEpisode((identityId, appended) -> {
            if (now - appended > silenceMillis) {
                Remembered known = memory().find(identityId);
                if (known == null) {
                    memory().forgetOpenEpisode(identityId);
                    return;
                }
                IdentityFacts facts = known.facts();
                engine.announceSilence(known.profile(), memory().withCredentials(identityId, facts.judged()))
                        .forEach(finding -> raise(identityId, facts, finding, now));
                memory().remember(known);
                memory().forgetOpenEpisode(identityId, known);
            }
        });
        Flood flood = memory().flood();
        if (flood.hasOpenEpisode()
                && now - Duration.ofMinutes(flood.newestMinute()).toMillis() > silenceMillis) {
            raiseAboutPartition(identityFlood.announceSilence(flood), now);
            memory().rememberFlood();
        }
    }

    private Bookkeeper bookkeeper() {
        if (bookkeeper == null) {
            throw new IllegalStateException("process before init");
        }
        return bookkeeper;
    }

    private Memory memory() {
        if (memory == null) {
            throw new IllegalStateException("process before init");
        }
        return memory;
    }
}
