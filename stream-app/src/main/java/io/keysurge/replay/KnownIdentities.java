// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.admission.AboutIdentity.Exposed;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Revocations;
import io.keysurge.translate.IdentityFacts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of identities beside their usage: what the registry says, what was found of their keys, what was done. */
final class KnownIdentities {

    private final Map<String, Entry> registry = new HashMap<>();
    private final Map<String, Exposures> exposures = new HashMap<>();
    private final Map<String, Revocations> revocations = new HashMap<>();

    /** What the registry says of an identity, and what judgement takes of that. */
    record Entry(IdentityFacts facts, Identity judged) {}

    /** From now on the registry says this of an identity; nothing when null. */
    void register(String identityId, @Nullable IdentityFacts facts) {
        if (facts == null) {
            registry.remove(identityId);
        } else {
            registry.put(identityId, new Entry(facts, facts.judged()));
        }
    }

    /** Takes a report in, or out again; false when that tells nothing new. */
    boolean expose(Exposed exposed) {
        Exposures before = exposures.getOrDefault(exposed.identityId(), Exposures.NONE);
        Exposures after = exposed.withdrawn() ? before.without(exposed.report().id()) : before.with(exposed.report());
        exposures.put(exposed.identityId(), after);
        return !after.equals(before);
    }

    /** Takes an action in, or out again; false when that tells nothing new. */
    boolean stop(Stopped stopped) {
        Revocations before = revocations.getOrDefault(stopped.identityId(), Revocations.NONE);
        Revocations after = before.with(stopped.action());
        revocations.put(stopped.identityId(), after);
        return !after.equals(before);
    }

    /** What the registry says of an identity; null when it does not know it. */
    @Nullable
    Entry registered(String identityId) {
        return registry.get(identityId);
    }

    /** The same for an alert. */
    IdentityFacts factsOf(String identityId) {
        Entry entry = registry.get(identityId);
        return entry == null ? IdentityFacts.NONE : entry.facts();
    }

    /** An identity, with what is known of its credentials beside what the registry says. */
    Identity withCredentials(String identityId, Identity identity) {
        Exposures exposed = exposures.isEmpty() ? Exposures.NONE : exposures.getOrDefault(identityId, Exposures.NONE);
        Revocations stopped =
                revocations.isEmpty() ? Revocations.NONE : revocations.getOrDefault(identityId, Revocations.NONE);
        Identity known = exposed.isEmpty() ? identity : identity.exposedBy(exposed);
        return stopped.isEmpty() ? known : known.stoppedBy(stopped);
    }
}
