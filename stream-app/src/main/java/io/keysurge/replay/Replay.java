// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.AboutIdentity.Exposed;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.admission.ExposureAdmission;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Exposure;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Flood;
import io.keysurge.detect.Identity;
import io.keysurge.detect.IdentityFlood;
import io.keysurge.detect.IdentityFlood.Admission;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Usage;
import io.keysurge.prices.PriceTable;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry.Word;
import io.keysurge.translate.RevocationTranslation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Judges what is said of identities, one thing after the other, with all profiles in memory. What a file says is taken as
 * appended when it occurred.
 */
public final class Replay {

    private static final byte[] NONE = {};
    private final Engine engine;
    private final IdentityFlood identityFlood;
    private final AlertTranslation translation;
    private final PriceTable prices;
    private final @Nullable GroupReplay groups;
    private final Function<Attempt, List<Alert>> attempts;
    private final KnownIdentities known = new KnownIdentities();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<Integer, Flood> floods = new HashMap<>();
    private final OpenEpisodes open;
    private final Tally tally = new Tally();

    /**
     * A run from the beginning, of each identity by itself.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     */
    public Replay(DetectionSettings settings, AlertTranslation translation) {
        this(settings, translation, PriceTable.NONE, null);
    }

    /**
     * A run from the beginning, sources and groups of identities among what is judged.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     * @param prices what calls cost whose cost no producer stated
     * @param groups judges identities beside each other; null when nobody does
     */
    public Replay(
            DetectionSettings settings, AlertTranslation translation, PriceTable prices, @Nullable GroupReplay groups) {
        this(settings, translation, prices, groups, new SourceReplay(settings, translation)::judge);
    }

    /**
     * A run from the beginning of the identities of one partition.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     * @param attempts takes calls that tried a key, which whoever sees all partitions judges
     */
    public Replay(DetectionSettings settings, AlertTranslation translation, Consumer<Attempt> attempts) {
        this(settings, translation, PriceTable.NONE, null, attempt -> {
            attempts.accept(attempt);
            return List.of();
        });
    }

    private Replay(
            DetectionSettings settings,
            AlertTranslation translation,
            PriceTable prices,
            @Nullable GroupReplay groups,
            Function<Attempt, List<Alert>> attempts) {
        this.prices = prices;
        this.groups = groups;
        this.attempts = attempts;
        this.engine = new Engine(settings);
        this.identityFlood = new IdentityFlood(settings);
        this.translation = translation;
        this.open = new OpenEpisodes(settings);
    }

    /** Takes in what the registry says of an identity, from the next event on. */
    public void register(IdentityRecord identity) {
        known.register(Registered.of(identity));
    }

    /**
     * Takes in the next thing that the log says.
     *
     * @param about what it says
     * @param appendedAt when the broker appended it, milliseconds since 1970
     * @param usage where usage of its partition is in the log, by offset
     * @return revisions of alerts that it caused
     */
    public List<Alert> hear(AboutIdentity about, long appendedAt, LongFunction<Position> usage) {
        if (about instanceof Admitted admitted) {
            return judge(admitted, appendedAt);
        } else if (about instanceof Exposed exposed) {
            return expose(exposed, appendedAt, usage);
        } else if (about instanceof Stopped stopped) {
            return stop(stopped, appendedAt, usage);
        } else if (about instanceof Registered registered) {
            known.register(registered);
        }
        return List.of();
    }

    /**
     * Takes in that a credential was found where it should not be, from the next event on; at once if it is in use.
     *
     * @param report a report that passed the rules for exposures
     * @param reportedAt when it came
     * @param usage where usage is in its log, by offset
     * @return revisions of alerts that it caused
     */
    public List<Alert> expose(ExposureReport report, Instant reportedAt, LongFunction<Position> usage) {
        return expose(ExposureAdmission.exposed(report.getIdentityId(), report), reportedAt.toEpochMilli(), usage);
    }

    private List<Alert> expose(Exposed exposed, long reportedAt, LongFunction<Position> usage) {
        String identityId = exposed.identityId();
        Exposure exposure = exposed.report();
        return !known.expose(exposed) || exposed.withdrawn()
                ? List.of()
                : judgeAtOnce(
                        identityId,
                        reportedAt,
                        (profile, identity) ->
                                engine.expose(profile, identityId, identity, exposure, reportedAt, usage));
    }

    /**
     * Takes in a state of an action, from the next event on; at once if the identity is used although the action should
     * have stopped it.
     *
     * @param action an action of the sink's ledger
     * @param knownAt when it became known
     * @param usage where usage is in its log, by offset
     * @return revisions of alerts that it caused
     */
    public List<Alert> act(ActionRecord action, Instant knownAt, LongFunction<Position> usage) {
        Revocation revocation = RevocationTranslation.revocation(action);
        return revocation == null
                ? List.of()
                : stop(new Stopped(action.getIdentityId(), revocation), knownAt.toEpochMilli(), usage);
    }

    private List<Alert> stop(Stopped stopped, long knownAt, LongFunction<Position> usage) {
        String identityId = stopped.identityId();
        Revocation revocation = stopped.action();
        return !known.stop(stopped) || revocation.undone()
                ? List.of()
                : judgeAtOnce(
                        identityId,
                        knownAt,
                        (profile, identity) -> engine.stop(profile, identityId, identity, revocation, knownAt, usage));
    }

    /** What news are about an identity that was used before they came. */
    private List<Alert> judgeAtOnce(
            String identityId, long appendedAt, BiFunction<Profile, Identity, List<Finding>> news) {
        Profile profile = profiles.get(identityId);
        if (profile == null) {
            return List.of();
        }
        IdentityFacts facts = known.factsOf(identityId, profile);
        List<Finding> findings = news.apply(profile, known.withCredentials(identityId, facts.judged()));
        open.follow(identityId, profile, appendedAt);
        return findings.stream()
                .map(finding -> translation.alert(identityId, facts, finding))
                .toList();
    }

    /**
     * Judges one event.
     *
     * @param event an event that passed the rules for usage
     * @param position where it is in its log
     * @return revisions of alerts that it caused
     */
    public List<Alert> judge(UsageEvent event, Position position) {
        return judge(
                Admitted.of(event, position, prices, NONE, NONE),
                event.getOccurredAt().toEpochMilli());
    }

    private List<Alert> judge(Admitted admitted, long appendedAt) {
        Usage usage = admitted.usage();
        String identityId = usage.identityId();
        Word registered = known.registered(identityId, usage.occurredAt());
        List<Alert> alerts = new ArrayList<>(0);
        Profile profile = profiles.get(identityId);
        if (profile == null) {
            Flood flood = floods.computeIfAbsent(usage.position().partition(), unread -> new Flood());
            Admission admission = identityFlood.admit(flood, usage, appendedAt, known.isRegistered(identityId));
            admission.findings().forEach(finding -> alerts.add(translation.alertAboutPartition(finding)));
            if (!admission.admitted()) {
                tally.addUnjudged();
                return alerts;
            }
            profile = new Profile();
            profiles.put(identityId, profile);
        }
        Observation seen = engine.observe(profile, identity(admitted), usage);
        tally.add(seen.outcome());
        if (seen.outcome() != Outcome.COUNTED) {
            return alerts;
        }
        open.follow(identityId, profile, appendedAt);
        if (!seen.findings().isEmpty()) {
            IdentityFacts facts =
                    registered == null ? IdentityFacts.of(admitted.event().get()) : registered.facts();
            seen.findings().forEach(finding -> alerts.add(translation.alert(identityId, facts, finding)));
        }
        if (seen.attempt() != null) {
            alerts.addAll(attempts.apply(seen.attempt()));
        }
        if (groups != null) {
            alerts.addAll(groups.note(
                    registered == null ? null : registered.facts(), usage, admitted.slots(), profile.newestMinute()));
        }
        return alerts;
    }

    /**
     * Closes what identities left open that are silent, as the running detector does with the clock's help.
     *
     * @param now the time, milliseconds since 1970
     * @return the closing revisions
     */
    public List<Alert> announceSilences(long now) {
        List<Alert> closed = new ArrayList<>();
        for (String identityId : open.takeSilent(now)) {
            Profile profile = profiles.getOrDefault(identityId, new Profile());
            IdentityFacts facts = known.factsOf(identityId, profile);
            engine.announceSilence(profile, known.withCredentials(identityId, facts.judged()))
                    .forEach(finding -> closed.add(translation.alert(identityId, facts, finding)));
        }
        return closed;
    }

    /** Who the identity of an event is, as known now. */
    public Identity identity(Admitted admitted) {
        Usage usage = admitted.usage();
        Word registered = known.registered(usage.identityId(), usage.occurredAt());
        Identity identity =
                registered == null ? Identity.unregistered(admitted.kind(), usage.environment()) : registered.judged();
        return known.withCredentials(usage.identityId(), identity);
    }

    /** What is remembered of an identity; null when nothing is. To look at only. */
    public @Nullable Profile profile(String identityId) {
        return profiles.get(identityId);
    }

    /** What became of the events. */
    public Tally tally() {
        return tally;
    }

    /** Identities seen. */
    public int identities() {
        return profiles.size();
    }
}
