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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
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

    private final int capacity;
    private final LinkedHashMap<String, KnownAction> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByAlert = new HashMap<>();
    private final Map<String, Set<String>> idsByIdentity = new HashMap<>();
    private final NavigableSet<Taken> takenProtective = new TreeSet<>();
    private final Map<String, ActionRecord> unresolved = new HashMap<>();

    /** A protective step in the order of time. */
    private record Taken(Instant at, String actionId) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : actionId.compareTo(other.actionId);
        }
    }

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

    /** Takes note of an action's newest state. */
    public void learn(ActionRecord action) {
        String id = action.getActionId();
        forget(id);
        KnownAction known = KnownAction.of(action);
        byId.put(id, known);
        idsByAlert.computeIfAbsent(known.alertId(), alert -> new HashSet<>()).add(id);
        idsByIdentity
                .computeIfAbsent(known.identityId(), identity -> new HashSet<>())
                .add(id);
        if (known.taken() && known.step().compareTo(ResponseStep.NOTIFY_RESPONDERS) > 0) {
            takenProtective.add(new Taken(known.updatedAt(), id));
        }
        if (action.getMode() == ActionMode.LIVE && action.getState() == ActionState.EXECUTING) {
            unresolved.put(id, action);
        }
        makeRoom();
    }

    /** Forgets everything, to be taught anew. */
    public void clear() {
        byId.clear();
        idsByAlert.clear();
        idsByIdentity.clear();
        takenProtective.clear();
        unresolved.clear();
    }

    /** True when this revision of the alert, or a later one, was decided on already. */
    public boolean decided(String alertId, int revision) {
        return actions(idsByAlert.get(alertId)).stream().anyMatch(action -> action.revision() >= revision);
    }

    /** Live intents whose alert came from one of these partitions and whose outcome is not in the ledger. */
    public List<ActionRecord> unresolved(Collection<Integer> alertPartitions) {
        return unresolved.values().stream()
                .filter(action -> action.getEvidence() != null
                        && alertPartitions.contains(action.getEvidence().getPartition()))
                .toList();
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
    public Set<String> identitiesActedOn(Instant since) {
        return actions(takenProtective.tailSet(new Taken(since, "")).stream()
                        .map(Taken::actionId)
                        .toList())
                .stream()
                .map(KnownAction::identityId)
                .collect(Collectors.toSet());
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
        takenProtective.remove(new Taken(known.updatedAt(), id));
        unresolved.remove(id);
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
