// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.admission.AboutIdentity.Exposed;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Revocations;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import io.keysurge.translate.RegistryEntry.Word;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of identities beside their usage: what the registry says, what was found of their keys, what was done. */
final class KnownIdentities {

    private final Map<String, RegistryEntry> registry = new HashMap<>();
    private final Map<String, Exposures> exposures = new HashMap<>();
    private final Map<String, Revocations> revocations = new HashMap<>();

    /** The registry says something else of an identity now. */
    void register(Registered change) {
        IdentityFacts facts = change.facts();
        registry.compute(
                change.identityId(),
                (identityId, before) -> facts == null ? null : RegistryEntry.after(before, facts, change.from()));
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

    /** Whether the registry knows an identity, whatever it says of which usage. */
    boolean isRegistered(String identityId) {
        return registry.containsKey(identityId);
    }

    /** What the registry says of an identity for usage at an event time; null when it does not know it. */
    @Nullable
    Word registered(String identityId, long millis) {
        RegistryEntry entry = registry.get(identityId);
        return entry == null ? null : entry.at(millis);
    }

    /** The same for an alert about its usage so far. */
    IdentityFacts factsOf(String identityId, Profile profile) {
        Word registered = registered(identityId, TimeUnit.MINUTES.toMillis(profile.newestMinute()));
        return registered == null ? IdentityFacts.NONE : registered.facts();
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
