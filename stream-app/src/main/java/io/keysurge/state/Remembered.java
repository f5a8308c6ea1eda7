// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Profile;
import io.keysurge.rollup.SpendBook;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One identity, decoded: what is remembered of its usage, and what the registry says of it.
 *
 * <p>Owned by one task. Ask for it anew with each record: it may have left the heap in between, and what is changed
 * then is lost.
 */
public final class Remembered {

    /** Measured: a profile that knows nothing, with its place in the heap's table. */
    private static final long LEAST_BYTES = 1_250;
    /** Five numbers of each minute for which there is a slot. */
    private static final long BYTES_PER_MINUTE = 5 * Long.BYTES;
    /** Measured: what is packed as numbers takes about as much decoded, and names are shared with other identities. */
    private static final long BYTES_PER_PACKED_BYTE = 3;
    /** Measured, beside what its packed bytes account for: sums of an hour and account that are nothing are not packed. */
    private static final long BYTES_PER_ROW = 125;

    private final String identityId;
    private final Profile profile;
    private final SpendBook spend;
    private RegisteredFacts.@Nullable Known known;
    private long packedBytes;
    private long heapBytes;
    private boolean changed;
    private boolean used;
    private boolean guest;
    private long episodeNotedUntil = Long.MIN_VALUE;

    Remembered(String identityId, Profile profile, long packedBytes) {
        this(identityId, profile, new SpendBook(), packedBytes);
    }

    Remembered(String identityId, Profile profile, SpendBook spend, long packedBytes) {
        this.identityId = identityId;
        this.profile = profile;
        this.spend = spend;
        this.packedBytes = packedBytes;
        measure();
    }

    /** What is remembered of its usage. */
    public Profile profile() {
        return profile;
    }

    /** What it consumed in the hours that are not over for it. */
    public SpendBook spend() {
        return spend;
    }

    /**
     * What the registry says of it for usage at an event time; null when it does not know it.
     *
     * @param millis milliseconds since 1970
     */
    public RegistryEntry.@Nullable Word registered(long millis) {
        return known == null ? null : known.entry().at(millis);
    }

    /** The same for an alert about its usage so far; {@link IdentityFacts#NONE} when the registry does not know it. */
    public IdentityFacts facts() {
        RegistryEntry.Word registered = registered(TimeUnit.MINUTES.toMillis(profile.newestMinute()));
        return registered == null ? IdentityFacts.NONE : registered.facts();
    }

    /** When the note of its open episode wants renewal, in milliseconds since 1970; in the distant past when there is none. */
    public long episodeNotedUntil() {
        return episodeNotedUntil;
    }

    /** Its open episode is on record until then. */
    public void noteEpisodeUntil(long millis) {
        episodeNotedUntil = millis;
    }

    /** No open episode is on record. */
    public void forgetEpisodeNote() {
        episodeNotedUntil = Long.MIN_VALUE;
    }

    String identityId() {
        return identityId;
    }

    RegisteredFacts.@Nullable Known known() {
        return known;
    }

    void register(RegisteredFacts.@Nullable Known registered) {
        known = registered;
        measure();
    }

    void markUsed() {
        used = true;
    }

    /** Whether it was used since this was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    void markGuest() {
        guest = true;
    }

    /** Whether it has no place on the heap, and is gone when another is asked for. */
    boolean isGuest() {
        return guest;
    }

    boolean isChanged() {
        return changed;
    }

    void markChanged() {
        changed = true;
    }

    void markWritten(long bytes) {
        changed = false;
        packedBytes = bytes;
        measure();
    }

    private void measure() {
        heapBytes = LEAST_BYTES
                + BYTES_PER_MINUTE * profile.minuteSlots()
                + BYTES_PER_PACKED_BYTE * (packedBytes + (known == null ? 0 : known.bytes()))
                + BYTES_PER_ROW * spend.size();
    }

    /** Bytes of heap that it took, about, when it came or was last written. */
    long heapBytes() {
        return heapBytes;
    }
}
