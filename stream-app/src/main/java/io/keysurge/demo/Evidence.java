// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.generate.Portrait;
import io.keysurge.generate.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What was seen in a demo, and what it proves about the stories. */
final class Evidence {

    private static final String DRY_RUN_RAIL = "dry-run";

    private record Place(int partition, long offset) {}

    private record Seen(Tailed<Alert> alert, Instant at) {}

    private final List<Story> stories;
    private final Set<String> identities;
    private final Set<String> victims;
    private final Map<Place, Instant> appendTimes = new ConcurrentHashMap<>();
    private final List<Seen> alerts = new ArrayList<>();
    private final List<ActionRecord> actions = new ArrayList<>();

    Evidence(DemoPlan plan) {
        stories = plan.stories();
        identities = plan.population().portraits().stream().map(Portrait::id).collect(Collectors.toSet());
        victims = stories.stream().map(story -> story.victim().id()).collect(Collectors.toSet());
    }

    /** Notes where a victim's event is in the log; from any thread. */
    void appended(String identity, RecordMetadata where) {
        if (victims.contains(identity)) {
            appendTimes.put(new Place(where.partition(), where.offset()), Instant.ofEpochMilli(where.timestamp()));
        }
    }

    /** Notes an alert; false when it is about somebody else's identity. */
    boolean add(Tailed<Alert> alert, Instant seenAt) {
        boolean ours = identities.contains(alert.value().getIdentityId());
        if (ours) {
            alerts.add(new Seen(alert, seenAt));
        }
        return ours;
    }

    /** Notes an action; false when it is about somebody else's identity. */
    boolean add(ActionRecord action) {
        boolean ours = identities.contains(action.getIdentityId());
        if (ours) {
            actions.add(action);
        }
        return ours;
    }

    /** What became of each story so far. */
    List<StoryOutcome> outcomes() {
        return stories.stream().map(this::outcome).toList();
    }

    /** Alerts about identities to whom nothing happened. */
    List<Alert> falseAlerts() {
        return alerts.stream()
                .map(seen -> seen.alert.value())
                .filter(alert -> !victims.contains(alert.getIdentityId()))
                .toList();
    }

    /** Alert records seen, revisions included. */
    int alertCount() {
        return alerts.size();
    }

    /** Actions that the sink would have taken. */
    long dryRunActions() {
        return actions.stream()
                .filter(action -> action.getMode() == ActionMode.DRY_RUN)
                .filter(Evidence::wouldAct)
                .count();
    }

    /**
     * True when nothing but the dry run held the action back, if that, and it is more than a note: with the dry run off,
     * the sink does it.
     */
    static boolean wouldAct(ActionRecord action) {
        return action.getStep() != ResponseStep.RECORD
                && action.getGuardRails().stream()
                        .allMatch(
                                rail -> rail.getPassed() || rail.getGuardRail().equals(DRY_RUN_RAIL));
    }

    /** A suspension that the sink carried out and saw in effect, and after which usage went quiet. */
    Optional<ActionRecord> containedSuspension() {
        return actions.stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .filter(action -> action.getState() == ActionState.VERIFIED)
                .filter(action -> action.getContainment() != null
                        && action.getContainment().getQuiet())
                .findFirst();
    }

    private StoryOutcome outcome(Story story) {
        Optional<Seen> first = alerts.stream()
                .filter(seen -> catches(seen.alert.value(), story))
                .findFirst();
        if (first.isEmpty()) {
            return new StoryOutcome(story, Optional.empty(), Optional.empty());
        }
        String alertId = first.get().alert.value().getAlertId();
        Optional<ActionRecord> gravest = actions.stream()
                .filter(Evidence::wouldAct)
                .filter(action -> action.getAlertId().equals(alertId))
                .max(Comparator.comparing(ActionRecord::getStep));
        return new StoryOutcome(story, first.map(seen -> caught(seen, alertId)), gravest);
    }

    private static boolean catches(Alert alert, Story story) {
        return alert.getIdentityId().equals(story.victim().id())
                && story.fittingAlerts().contains(alert.getType())
                && alert.getState() != EpisodeState.CLOSED
                && !alert.getRaisedAt().isBefore(story.startsAt());
    }

    private StoryOutcome.Catch caught(Seen seen, String alertId) {
        Alert alert = seen.alert.value();
        int gravest = alerts.stream()
                .map(other -> other.alert.value())
                .filter(other -> other.getAlertId().equals(alertId))
                .mapToInt(Alert::getSeverity)
                .max()
                .orElse(alert.getSeverity());
        Place cause = new Place(
                alert.getLastEvent().getPartition(), alert.getLastEvent().getOffset());
        return new StoryOutcome.Catch(
                alert, gravest, seen.alert.appendedAt(), seen.at, Optional.ofNullable(appendTimes.get(cause)));
    }
}
