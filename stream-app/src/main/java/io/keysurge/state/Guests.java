// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identities that came while the heap was full. They are packed again as soon as another is asked for, while the
 * processor still has them at hand, and wait so for the commit: of a million identities most come once and not again
 * soon, and decoded each would be thirty objects for the collector to move.
 */
final class Guests {

    private final ProfileHeap.Shelf shelf;
    private final PackedWriter writer = new PackedWriter();
    private final Map<String, Guest> waiting = new LinkedHashMap<>();
    /** Decoded, until another is asked for. */
    private @Nullable Remembered atWork;

    Guests(ProfileHeap.Shelf shelf) {
        this.shelf = shelf;
    }

    /** A guest that is yet to be written. */
    static final class Guest {

        private final byte[] packed;
        private RegisteredFacts.@Nullable Known facts;

        private Guest(byte[] packed, RegisteredFacts.@Nullable Known facts) {
            this.packed = packed;
            this.facts = facts;
        }

        byte[] packed() {
            return packed;
        }

        RegisteredFacts.@Nullable Known facts() {
            return facts;
        }
    }

    /** Takes one in, which is at work from now on. */
    void receive(Remembered newcomer) {
        settle();
        newcomer.markGuest();
        atWork = newcomer;
    }

    /** The one at work, if it is this identity; else it goes, and is packed if it changed. */
    @Nullable
    Remembered atWork(String identityId) {
        if (atWork != null && !atWork.identityId().equals(identityId)) {
            settle();
        }
        return atWork;
    }

    /** One that comes again, and is no guest any more; null when it did not wait here. */
    @Nullable
    Guest leave(String identityId) {
        return waiting.isEmpty() ? null : waiting.remove(identityId);
    }

    boolean holds(String identityId) {
        return waiting.containsKey(identityId)
                || (atWork != null && atWork.identityId().equals(identityId));
    }

    /** Takes over what the registry says. */
    void register(String identityId, RegisteredFacts.@Nullable Known facts) {
        if (atWork != null && atWork.identityId().equals(identityId)) {
            atWork.register(facts);
        }
        Guest guest = waiting.get(identityId);
        if (guest != null) {
            guest.facts = facts;
        }
    }

    /** The one at work has changed. */
    void changed(Remembered guest) {
        if (atWork == null || !atWork.identityId().equals(guest.identityId())) {
            throw new IllegalStateException("an identity changed that was asked for before another");
        }
        guest.markChanged();
    }

    /** Writes everything that changed. */
    void writeChanged() {
        settle();
        waiting.forEach((identityId, guest) -> shelf.put(identityId, guest.packed));
        waiting.clear();
    }

    /** Forgets everything, what changed as well. */
    void clear() {
        waiting.clear();
        atWork = null;
    }

    private void settle() {
        Remembered guest = atWork;
        atWork = null;
        if (guest == null || !guest.isChanged()) {
            return;
        }
        byte[] packed = PackedState.profile(guest.profile(), guest.spend(), writer);
        waiting.put(guest.identityId(), new Guest(packed, guest.known()));
        if (waiting.size() > ProfileHeap.MOST_WAITING) {
            Iterator<Map.Entry<String, Guest>> all = waiting.entrySet().iterator();
            Map.Entry<String, Guest> oldest = all.next();
            shelf.put(oldest.getKey(), oldest.getValue().packed);
            all.remove();
        }
    }
}
