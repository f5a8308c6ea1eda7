// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Exposure;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Flood;
import io.keysurge.detect.Identity;
import io.keysurge.detect.IdentityFlood;
import io.keysurge.detect.IdentityFlood.Admission;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Revocations;
import io.keysurge.detect.Source;
import io.keysurge.detect.Usage;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RevocationTranslation;
import io.keysurge.translate.UsageTranslation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Judges usage events one after the other, with all profiles in memory. Events are taken as appended when they occurred. */
public final class Replay {

    private final Engine engine;
    private final IdentityFlood identityFlood;
    private final KeyChecker keyChecker;
    private final AlertTranslation translation;
    private final PriceTable prices;
    private final @Nullable GroupReplay groups;
    private final Map<String, IdentityFacts> registry = new HashMap<>();
    private final Map<String, Exposures> exposures = new HashMap<>();
    private final Map<String, Revocations> revocations = new HashMap<>();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<Integer, Flood> floods = new HashMap<>();
    private long counted;
    private long duplicates;
    private long unjudged;
    private long late;

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
     * A run from the beginning.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     * @param prices what calls cost whose cost no producer stated
     * @param groups judges identities beside each other; null when nobody does
     */
    public Replay(
            DetectionSettings settings, AlertTranslation translation, PriceTable prices, @Nullable GroupReplay groups) {
        this.prices = prices;
        this.groups = groups;
        this.engine = new Engine(settings);
        this.identityFlood = new IdentityFlood(settings);
        this.keyChecker = new KeyChecker(settings);
        this.translation = translation;
    }

    /** Takes in what the registry says of an identity, from the next event on. */
    public void register(IdentityRecord identity) {
        registry.put(identity.getIdentityId(), IdentityFacts.of(identity));
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
        String identityId = report.getIdentityId();
        Exposure exposure = new Exposure(
                report.getExposureId(),
                report.getCredentialFingerprint(),
                report.getLocation(),
                report.getFoundAt().toEpochMilli());
        Exposures before = exposures.getOrDefault(identityId, Exposures.NONE);
        Exposures after = report.getWithdrawn() ? before.without(exposure.id()) : before.with(exposure);
        exposures.put(identityId, after);
        return report.getWithdrawn() || after.equals(before)
                ? List.of()
                : judgeAtOnce(
                        identityId,
                        (profile, identity) -> engine.expose(
                                profile, identityId, identity, exposure, reportedAt.toEpochMilli(), usage));
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
        String identityId = action.getIdentityId();
        Revocation revocation = RevocationTranslation.revocation(action);
        if (revocation == null) {
            return List.of();
        }
        Revocations before = revocations.getOrDefault(identityId, Revocations.NONE);
        Revocations after = before.with(revocation);
        revocations.put(identityId, after);
        return revocation.undone() || after.equals(before)
                ? List.of()
                : judgeAtOnce(
                        identityId,
                        (profile, identity) ->
                                engine.stop(profile, identityId, identity, revocation, knownAt.toEpochMilli(), usage));
    }

    /** What news are about an identity that was used before they came. */
    private List<Alert> judgeAtOnce(String identityId, BiFunction<Profile, Identity, List<Finding>> news) {
        Profile profile = profiles.get(identityId);
        if (profile == null) {
            return List.of();
        }
        IdentityFacts facts = registry.getOrDefault(identityId, IdentityFacts.NONE);
        return news.apply(profile, judged(identityId, facts)).stream()
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
        String identityId = event.getIdentityId();
        IdentityFacts known = registry.get(identityId);
        IdentityFacts facts = known == null ? IdentityFacts.of(event) : known;
        Slots slots = UsageTranslation.slots(event);
        Usage usage = UsageTranslation.usage(slots, position, prices);
        List<Alert> alerts = new ArrayList<>(0);
        Profile profile = profiles.get(identityId);
        if (profile == null) {
            Flood flood = floods.computeIfAbsent(position.partition(), unread -> new Flood());
            Admission admission = identityFlood.admit(flood, usage, usage.occurredAt(), known != null);
            admission.findings().forEach(finding -> alerts.add(translation.alertAboutPartition(finding)));
            if (!admission.admitted()) {
                unjudged++;
                return alerts;
            }
            profile = new Profile();
            profiles.put(identityId, profile);
        }
        Observation seen = engine.observe(profile, judged(identityId, facts), usage);
        switch (seen.outcome()) {
            case COUNTED -> counted++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
        }
        for (Finding finding : seen.findings()) {
            alerts.add(translation.alert(identityId, facts, finding));
        }
        Attempt attempt = seen.attempt();
        if (attempt != null) {
            Source source = sources.computeIfAbsent(attempt.source(), unseen -> new Source());
            for (Finding finding : keyChecker.observe(source, attempt)) {
                alerts.add(translation.alertAboutSource(attempt.source(), finding));
            }
        }
        if (groups != null && seen.outcome() == Outcome.COUNTED) {
            alerts.addAll(groups.note(known, usage, slots, profile.newestMinute()));
        }
        return alerts;
    }

    private Identity judged(String identityId, IdentityFacts facts) {
        Exposures exposed = exposures.getOrDefault(identityId, Exposures.NONE);
        Revocations stopped = revocations.getOrDefault(identityId, Revocations.NONE);
        Identity identity = exposed.isEmpty() ? facts.judged() : facts.judged().exposedBy(exposed);
        return stopped.isEmpty() ? identity : identity.stoppedBy(stopped);
    }

    /** Events that counted. */
    public long counted() {
        return counted;
    }

    /** Events whose id was known. */
    public long duplicates() {
        return duplicates;
    }

    /** Events of identities for which there was no room. */
    public long unjudged() {
        return unjudged;
    }

    /** Events too far behind their identity's clock. */
    public long late() {
        return late;
    }

    /** Identities seen. */
    public int identities() {
        return profiles.size();
    }
}
