// SPDX-License-Identifier: Apache-2.0
package io.keysurge.register;

import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.ledger.TopicTail;
import io.keysurge.revoke.Register;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry in memory, about 150 bytes for each identity. Whom it does not know, or cannot read, is protected: when
 * nobody can answer, nothing is done.
 *
 * <p>Taught by one thread, asked by any.
 */
public final class IdentityRegister implements Register, TopicTail.Reader<IdentityRecord> {

    private static final String UNKNOWN = "the registry does not know the identity";
    /** What whom nothing else is said of has: the steps of the ladder, behind all guard rails. */
    private static final String AUTOMATIC = "automatic";
    /** Nothing above a notification without a person. */
    private static final String NOTIFY_ONLY = "notify-only";

    private static final Protection FREE = new Protection(null, Instant.MIN);

    private final Map<String, Protection> byId = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /**
     * Why an identity is protected, and until when.
     *
     * @param why null: it is not
     */
    private record Protection(@Nullable String why, Instant until) {

        boolean holds(Instant now) {
            return why != null && now.isBefore(until);
        }
    }

    /** A registry that knows nobody yet. */
    public IdentityRegister(InstantSource clock) {
        this.clock = clock;
    }

    /** Protection counts as soon as it is written; that it ends counts from when the record says. */
    @Override
    public void learn(String identityId, @Nullable IdentityRecord identity, long offset) {
        if (identity == null) {
            byId.remove(identityId);
            return;
        }
        String why = why(identity);
        if (why != null) {
            byId.put(identityId, new Protection(why, Instant.MAX));
            return;
        }
        Instant from = identity.getEffectiveFrom();
        Optional<String> before = protects(identityId);
        byId.put(identityId, from == null || before.isEmpty() ? FREE : new Protection(before.get(), from));
    }

    @Override
    public void unreadable(String identityId) {
        byId.put(identityId, new Protection("what the registry says of the identity cannot be read", Instant.MAX));
    }

    private static @Nullable String why(IdentityRecord identity) {
        if (identity.getNeverAutoRevoke()) {
            return "the registry says never_auto_revoke";
        }
        return identity.getCriticality() == Criticality.BREAK_GLASS
                ? "the identity is for break-glass use"
                : why(identity.getResponsePolicy());
    }

    /** A policy that nobody here knows may be stricter than all that are known. */
    private static @Nullable String why(@Nullable String responsePolicy) {
        if (responsePolicy == null || responsePolicy.equals(AUTOMATIC)) {
            return null;
        }
        return responsePolicy.equals(NOTIFY_ONLY)
                ? "the registry says response_policy: " + NOTIFY_ONLY
                : "the registry names a response_policy that this sink does not know (expected: " + AUTOMATIC + " or "
                        + NOTIFY_ONLY + ")";
    }

    @Override
    public Optional<String> protects(String identityId) {
        Protection known = byId.get(identityId);
        if (known == null) {
            return Optional.of(UNKNOWN);
        }
        return known.holds(clock.instant()) ? Optional.ofNullable(known.why()) : Optional.empty();
    }

    @Override
    public int size() {
        return byId.size();
    }
}
