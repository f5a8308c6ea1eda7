// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where traffic and registry differ. Keeps what is declared, at most {@value #MOST_STRANGERS} identities that are not,
 * and of each registered one at most {@value #MOST_NAMES} names that it uses undeclared.
 */
public final class Drift {

    static final int MOST_STRANGERS = 10_000;
    static final int MOST_NAMES = 32;

    private final Map<String, IdentityRecord> registered;
    private final Map<String, Traffic> strangers = new TreeMap<>();
    private final Map<String, Used> used = new HashMap<>();
    private long moreStrangers;

    /** What an identity consumed. */
    public record Traffic(long events, long tokens) {

        private static final Traffic NONE = new Traffic(0, 0);

        private Traffic and(UsageEvent event) {
            return new Traffic(events + 1, tokens + event.getInputTokens() + event.getOutputTokens());
        }
    }

    /**
     * Names of one kind, such as models.
     *
     * @param never declared and never used
     * @param undeclared used and not declared; empty where nothing is declared
     */
    public record Names(Set<String> never, Set<String> undeclared) {}

    private static final class Used {
        private final IdentityRecord identity;
        private final Map<String, Set<String>> byKind = new HashMap<>();

        Used(IdentityRecord identity) {
            this.identity = identity;
        }
    }

    /** A drift of which no traffic was seen yet. */
    public Drift(Map<String, IdentityRecord> registered) {
        this.registered = Map.copyOf(registered);
    }

    /** Takes one event in. */
    public void add(UsageEvent event) {
        String id = event.getIdentityId();
        IdentityRecord identity = registered.get(id);
        if (identity == null) {
            Traffic before = strangers.get(id);
            if (before == null && strangers.size() >= MOST_STRANGERS) {
                moreStrangers++;
            } else {
                strangers.put(id, (before == null ? Traffic.NONE : before).and(event));
            }
            return;
        }
        Used known = used.computeIfAbsent(id, first -> new Used(identity));
        note(known, "applications", event.getApplicationId(), identity.getDeclaredApplications());
        note(known, "models", event.getModel(), identity.getDeclaredModels());
        note(known, "regions", event.getRegion(), identity.getDeclaredRegions());
        note(known, "operations", event.getOperation(), identity.getDeclaredOperations());
    }

    private static void note(Used known, String kind, @Nullable String name, Collection<String> declared) {
        if (name == null || declared.isEmpty()) {
            return;
        }
        Set<String> names = known.byKind.computeIfAbsent(kind, first -> new HashSet<>());
        if (declared.contains(name) || names.size() < declared.size() + MOST_NAMES) {
            names.add(name);
        }
    }

    /** Identities that were seen in traffic and are not registered. */
    public Map<String, Traffic> unregistered() {
        return new TreeMap<>(strangers);
    }

    /** Events of identities beyond those that are kept; 0 where all are kept. */
    public long eventsOfMore() {
        return moreStrangers;
    }

    /** Identities that are registered and were not seen. */
    public Set<String> silent() {
        Set<String> silent = new TreeSet<>(registered.keySet());
        silent.removeAll(used.keySet());
        return silent;
    }

    /** What each identity that was seen declares and never used, or uses and does not declare; by kind of name. */
    public Map<String, Map<String, Names>> names() {
        Map<String, Map<String, Names>> all = new TreeMap<>();
        used.forEach((id, known) -> {
            IdentityRecord identity = known.identity;
            Map<String, Names> byKind = new TreeMap<>();
            compare(byKind, "applications", identity.getDeclaredApplications(), known);
            compare(byKind, "models", identity.getDeclaredModels(), known);
            compare(byKind, "regions", identity.getDeclaredRegions(), known);
            compare(byKind, "operations", identity.getDeclaredOperations(), known);
            if (!byKind.isEmpty()) {
                all.put(id, byKind);
            }
        });
        return all;
    }

    private static void compare(Map<String, Names> byKind, String kind, List<String> declared, Used known) {
        if (declared.isEmpty()) {
            return;
        }
        Set<String> seen = known.byKind.getOrDefault(kind, Set.of());
        Set<String> never = new TreeSet<>(declared);
        never.removeAll(seen);
        Set<String> undeclared = new TreeSet<>(seen);
        declared.forEach(undeclared::remove);
        if (!never.isEmpty() || !undeclared.isEmpty()) {
            byKind.put(kind, new Names(never, undeclared));
        }
    }

    /** True where registry and traffic tell the same story. */
    public boolean isNone() {
        return strangers.isEmpty() && silent().isEmpty() && names().isEmpty();
    }
}
