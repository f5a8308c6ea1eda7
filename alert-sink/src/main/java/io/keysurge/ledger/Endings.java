// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.ResponseStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How protective steps ended, to be told to everybody who was told of their alert: each ending once.
 *
 * <p>Used by one thread. Keeps what is younger than {@link #FRESH}; what nobody told by then is no news any more.
 */
public final class Endings {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private static final Set<ActionState> ENDS = EnumSet.of(
            ActionState.VERIFIED, ActionState.FAILED, ActionState.PARKED, ActionState.UNDONE, ActionState.UNSUPPORTED);

    private final Map<String, ActionRecord> ended = newest();
    private final Map<String, Set<String>> tellersByAlert = newest();
    private final Map<String, Boolean> told = newest();

    /** Nothing ended yet. */
    public Endings() {}

    private static <T> Map<String, T> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }

    /** Takes note of an action's newest state. */
    public void learn(ActionRecord action) {
        if (action.getMode() != ActionMode.LIVE) {
            return;
        }
        if (action.getTellsOf() != null) {
            told.put(action.getActionId(), true);
        } else if (action.getStep().compareTo(ResponseStep.NOTIFY_RESPONDERS) <= 0) {
            if (action.getStep() != ResponseStep.RECORD && action.getState() != ActionState.PROPOSED) {
                tellersByAlert
                        .computeIfAbsent(action.getAlertId(), alert -> new HashSet<>())
                        .add(action.getConnector());
            }
        } else if (isNews(action)) {
            ended.put(action.getActionId(), action);
        } else {
            ended.remove(action.getActionId());
        }
    }

    /** Ends, what the usage showed, and that it is done again because of that. */
    private static boolean isNews(ActionRecord action) {
        return ENDS.contains(action.getState())
                || ActionMoves.isDoneUnseen(action)
                || (action.getState() == ActionState.EXECUTING && ActionMoves.isMeasurement(action));
    }

    /** Forgets everything, to be taught anew. */
    public void clear() {
        ended.clear();
        tellersByAlert.clear();
        told.clear();
    }

    /**
     * What is to be told now, as intents; each is handed out once.
     *
     * @param mine alert partitions of this instance
     */
    public List<ActionRecord> toTell(Collection<Integer> mine, Instant now) {
        List<ActionRecord> intents = new ArrayList<>();
        Map<String, ActionRecord> candidates = new HashMap<>(ended);
        for (ActionRecord action : candidates.values()) {
            boolean ours = action.getEvidence() != null
                    && mine.contains(action.getEvidence().getPartition());
            if (ours && action.getUpdatedAt().isAfter(now.minus(FRESH))) {
                tellersByAlert.getOrDefault(action.getAlertId(), Set.of()).stream()
                        .sorted()
                        .map(teller -> intent(action, teller, now))
                        .filter(intent -> told.put(intent.getActionId(), true) == null)
                        .forEach(intents::add);
            }
        }
        return intents;
    }

    private static ActionRecord intent(ActionRecord ended, String teller, Instant now) {
        int runs = ended.getContainment() == null ? 0 : ended.getContainment().getRuns();
        String ending = ended.getActionId() + "#" + ended.getState() + "#" + runs;
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return ActionRecord.newBuilder(ended)
                .setActionId(ActionId.of(ending, teller, ResponseStep.NOTIFY_RESPONDERS))
                .setTellsOf(ended.getActionId())
                .setStep(ResponseStep.NOTIFY_RESPONDERS)
                .setConnector(teller)
                .setState(ActionState.EXECUTING)
                .setPlan(ended.getStep() + " of " + ended.getIdentityId() + " by " + ended.getConnector() + " is "
                        + ended.getState() + ": " + ended.getReason())
                .setReason("everybody who was told of the alert is told how it ended")
                .setGuardRails(List.of())
                .setApprovals(List.of())
                .setPriorState(null)
                .setEffectiveAt(null)
                .setContainment(null)
                .setAttempt(1)
                .setOutcome(null)
                .setActor(ActionMoves.ACTOR)
                .setProposedAt(at)
                .setUpdatedAt(at)
                .build();
    }
}
