// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.RecentActions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's newest states in memory. Bounded: the action that was longest without news is forgotten first, and an
 * intent without an
 * outcome is never forgotten.
 *
 * <p>Used by one thread.
 */
public final class KnownActions implements RecentActions {

    private static final Set<ActionState> NEVER_WENT_OUT = EnumSet.of(ActionState.DENIED, ActionState.EXPIRED);

    private static final Set<ActionState> WENT_OUT = EnumSet.of(
            ActionState.EXECUTING, ActionState.EXECUTED, ActionState.VERIFIED, ActionState.UNDOING, ActionState.UNDONE);

    /** What no later word changes that did not know of it. */
    private static final Set<ActionState> HOLDS = EnumSet.of(
            ActionState.EXECUTING,
            ActionState.EXECUTED,
            ActionState.VERIFIED,
            ActionState.UNDOING,
            ActionState.UNDONE,
            ActionState.PARKED);

    private static final Set<ActionState> UNDOES = EnumSet.of(ActionState.UNDOING, ActionState.UNDONE);

    private final int capacity;
    private final LinkedHashMap<String, KnownAction> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByAlert = new HashMap<>();
    private final Map<String, Set<String>> idsByIdentity = new HashMap<>();
    private final TakenSteps protective = new TakenSteps();
    private final TakenSteps told = new TakenSteps();
    private final Map<String, Unresolved> unresolved = new HashMap<>();
    private final Map<String, ActionRecord> approvable = new HashMap<>();
    /** The newest states of live actions that went out: what a word that comes too late does not change. */
    private final Map<String, ActionRecord> inEffect = new HashMap<>();

    private final Map<String, Unresolved> crossed = new HashMap<>();
    private @Nullable String halted;

    /**
     * An action that somebody has to go on with.
     *
     * @param action the state that counts
     * @param offset where the newest entry about it is in the ledger; negative when it was not read from there
     */
    public record Unresolved(ActionRecord action, long offset) {}

    /**
     * An empty memory.
     *
     * @param capacity actions to remember, at least 1
     */
    public KnownActions(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 1)");
        }
        this.capacity = capacity;
    }

    /** Takes note of a decision that is about to be written. */
    public void learn(ActionRecord decided) {
        learn(decided, -1);
    }

    /**
     * Takes note of an action's newest state. A decision that crossed a person's word does not take that back.
     *
     * @param offset where it is in the ledger
     */
    public void learn(ActionRecord action, long offset) {
        String id = action.getActionId();
        if (crosses(action, byId.get(id))) {
            ActionRecord truth = inEffect.get(id);
            if (truth != null) {
                crossed.put(id, new Unresolved(truth, offset));
            }
            return;
        }
        forget(id);
        KnownAction known = KnownAction.of(action);
        byId.put(id, known);
        idsByAlert.computeIfAbsent(known.alertId(), alert -> new HashSet<>()).add(id);
        idsByIdentity
                .computeIfAbsent(known.identityId(), identity -> new HashSet<>())
                .add(id);
        if (known.taken() && !NEVER_WENT_OUT.contains(action.getState())) {
            boolean tells = known.step().compareTo(ResponseStep.NOTIFY_RESPONDERS) <= 0;
            (tells ? told : protective).add(known.updatedAt(), id);
        }
        if (isUnresolved(action)) {
            unresolved.put(id, new Unresolved(action, offset));
        } else if (Rulings.isApprovable(action)) {
            approvable.put(id, action);
        }
        if (action.getMode() == ActionMode.LIVE && HOLDS.contains(action.getState())) {
            inEffect.put(id, action);
        }
        makeRoom();
    }

    /** Whether a state was written by somebody who did not know of the one before it. */
    private static boolean crosses(ActionRecord action, @Nullable KnownAction before) {
        if (before == null || before.mode() != ActionMode.LIVE) {
            return false;
        }
        return switch (action.getState()) {
            case PROPOSED -> before.taken();
            case APPROVED, DENIED, EXPIRED -> WENT_OUT.contains(before.state());
            case EXECUTING ->
                isOvertakenMeasurement(action, before)
                        || (before.state() == ActionState.PARKED && action.getOutcome() != null);
            case EXECUTED, VERIFIED, PARKED -> isOvertakenMeasurement(action, before);
            default -> false;
        };
    }

    /** What usage showed is of no interest to whom wants it undone. */
    private static boolean isOvertakenMeasurement(ActionRecord action, KnownAction before) {
        return UNDOES.contains(before.state()) && ActionMoves.isMeasurement(action);
    }

    /**
     * States that a person's word came too late for, of alerts from these partitions, each once; with where that word is in
     * the ledger.
     */
    public List<Unresolved> takeCrossed(Collection<Integer> alertPartitions) {
        List<Unresolved> mine = crossed.values().stream()
                .filter(each -> isFrom(alertPartitions, each.action()))
                .toList();
        crossed.clear();
        return mine;
    }

    private static boolean isUnresolved(ActionRecord action) {
        return action.getMode() == ActionMode.LIVE
                && switch (action.getState()) {
                    case APPROVED, EXECUTING, UNDOING -> true;
                    default -> ActionMoves.isToBeSeen(action);
                };
    }

    /** Takes note of the kill switch: why it is on, or null when it is off. */
    public void setHalted(@Nullable String why) {
        halted = why;
    }

    @Override
    public Optional<String> halted() {
        return Optional.ofNullable(halted);
    }

    /** Proposals that wait for a person since before an instant, of alerts from one of these partitions. */
    public List<ActionRecord> waitingSince(Instant before, Collection<Integer> alertPartitions) {
        return approvable.values().stream()
                .filter(action -> action.getUpdatedAt().isBefore(before))
                .filter(action -> isFrom(alertPartitions, action))
                .toList();
    }

    /** Forgets everything but the kill switch, to be taught anew. */
    public void clear() {
        byId.clear();
        idsByAlert.clear();
        idsByIdentity.clear();
        protective.clear();
        told.clear();
        unresolved.clear();
        approvable.clear();
        inEffect.clear();
        crossed.clear();
    }

    /** True when this revision of the alert, or a later one, was decided on already. */
    public boolean decided(String alertId, int revision) {
        return actions(idsByAlert.get(alertId)).stream().anyMatch(action -> action.revision() >= revision);
    }

    /** Live actions to go on with whose alert came from one of these partitions. */
    public List<Unresolved> unresolved(Collection<Integer> alertPartitions) {
        return unresolved.values().stream()
                .filter(each -> isFrom(alertPartitions, each.action()))
                .toList();
    }

    private static boolean isFrom(Collection<Integer> alertPartitions, ActionRecord action) {
        return action.getEvidence() != null
                && alertPartitions.contains(action.getEvidence().getPartition());
    }

    @Override
    public boolean taken(String alertId, String connector, ResponseStep step, ActionMode mode) {
        KnownAction known = byId.get(ActionId.of(alertId, connector, step));
        return known != null && known.taken() && (known.mode() == ActionMode.LIVE || mode == ActionMode.DRY_RUN);
    }

    @Override
    public Set<AlertType> otherSignals(String identityId, String alertId, Instant since) {
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (KnownAction action : actions(idsByIdentity.get(identityId))) {
            boolean other = !action.alertId().equals(alertId);
            if (other && action.signal() && !action.decidedAt().isBefore(since)) {
                types.add(action.type());
            }
        }
        return types;
    }

    @Override
    public Set<Acted> actedOn(Instant since) {
        return actions(protective.since(since)).stream()
                .map(action -> new Acted(action.identityId(), action.businessUnit(), action.connector()))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> toldOf(Instant since) {
        return actions(told.since(since)).stream().map(KnownAction::identityId).collect(Collectors.toSet());
    }

    /** The case of an identity's newest alert since then; empty when there was none that counts as a sign. */
    public Optional<String> caseOf(String identityId, Instant since) {
        return actions(idsByIdentity.get(identityId)).stream()
                .filter(action -> action.signal() && !action.decidedAt().isBefore(since))
                .max(Comparator.comparing(KnownAction::decidedAt))
                .map(KnownAction::caseId);
    }

    private void makeRoom() {
        var oldest = byId.keySet().iterator();
        List<String> surplus = new ArrayList<>();
        for (int over = byId.size() - capacity; over > 0 && oldest.hasNext(); ) {
            String id = oldest.next();
            if (!unresolved.containsKey(id)) {
                surplus.add(id);
                over--;
            }
        }
        surplus.forEach(this::forget);
    }

    private void forget(String id) {
        KnownAction known = byId.remove(id);
        if (known == null) {
            return;
        }
        drop(idsByAlert, known.alertId(), id);
        drop(idsByIdentity, known.identityId(), id);
        protective.remove(known.updatedAt(), id);
        told.remove(known.updatedAt(), id);
        unresolved.remove(id);
        approvable.remove(id);
        inEffect.remove(id);
    }

    private static void drop(Map<String, Set<String>> index, String key, String id) {
        index.computeIfPresent(key, (same, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }

    private List<KnownAction> actions(@Nullable Collection<String> ids) {
        List<KnownAction> found = new ArrayList<>();
        if (ids != null) {
            for (String id : ids) {
                KnownAction known = byId.get(id);
                if (known != null) {
                    found.add(known);
                }
            }
        }
        return found;
    }
}
