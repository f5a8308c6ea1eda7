// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Attempt;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Flood;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Revocations;
import io.keysurge.detect.Source;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.SpendBook;
import io.keysurge.serde.positional.RepeatedTexts;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The layouts of what the stores hold. The first byte is the layout's version: a change of layout takes a new version
 * and reads the old ones, because a running detector's state outlives a deployment.
 */
public final class PackedState {

    private static final long PROFILE_VERSION = 6;
    private static final long FIRST_WITH_SPEND = 5;
    private static final long IDENTITY_VERSION = 4;
    /** Where not the same holds for all usage. */
    private static final long IDENTITY_IN_TIME_VERSION = 5;

    private static final long SOURCE_VERSION = 2;
    private static final long ATTEMPT_VERSION = 2;
    private static final long FLOOD_VERSION = 1;

    private static final long EXPOSURES_VERSION = 1;
    private static final long REVOCATION_VERSION = 1;
    private static final long REVOCATIONS_VERSION = 1;

    private PackedState() {}

    /** A profile as bytes, of an identity whose spend is not kept. */
    public static byte[] profile(Profile profile) {
        return profile(profile, new SpendBook(), new PackedWriter());
    }

    /** A profile and what the identity spent as bytes, by a writer that is at hand. */
    static byte[] profile(Profile profile, SpendBook spend, PackedWriter writer) {
        writer.clear();
        writer.number(PROFILE_VERSION);
        profile.write(writer);
        spend.write(writer);
        return writer.toBytes();
    }

    /** What an identity's bytes hold. */
    record Life(Profile profile, SpendBook spend) {}

    /**
     * A profile and what the identity spent, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    static Life life(byte[] bytes) {
        return life(bytes, null);
    }

    /** The same, with names that other identities have as well. */
    static Life life(byte[] bytes, @Nullable RepeatedTexts names) {
        return unpack(
                new PackedReader(bytes, names),
                "profile",
                List.of(
                        in -> new Life(Profile.read(in, 1), new SpendBook()),
                        in -> new Life(Profile.read(in, 2), new SpendBook()),
                        in -> new Life(Profile.read(in, 3), new SpendBook()),
                        in -> new Life(Profile.read(in, 4), new SpendBook()),
                        in -> new Life(Profile.read(in, 5), SpendBook.read(in)),
                        in -> new Life(Profile.read(in, 6), SpendBook.read(in))));
    }

    /** True when an identity's bytes tell of spend that was not told; without unpacking them. */
    static boolean isSpendUntold(byte[] bytes) {
        return new PackedReader(bytes).number() >= FIRST_WITH_SPEND && bytes[bytes.length - 1] != 0;
    }

    /**
     * A profile from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Profile profile(byte[] bytes) {
        return life(bytes).profile();
    }

    /** Minutes since 1970 of the newest usage that a profile's bytes tell of, whatever their layout; without unpacking them. */
    public static long newestMinute(byte[] profile) {
        var reader = new PackedReader(profile);
        reader.number();
        return Profile.readNewestMinute(reader);
    }

    /** What is remembered of a source of attempts, as bytes. */
    public static byte[] source(Source source) {
        return pack(SOURCE_VERSION, source::write);
    }

    /**
     * What is remembered of a source, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Source source(byte[] bytes) {
        return unpack(bytes, "source", List.of(Source::readFirstLayout, Source::read));
    }

    /** What is remembered of new identities, as bytes. */
    public static byte[] flood(Flood flood) {
        return pack(FLOOD_VERSION, flood::write);
    }

    /**
     * What is remembered of new identities, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Flood flood(byte[] bytes) {
        return unpack(bytes, "flood", List.of(Flood::read));
    }

    /** An attempt as bytes. */
    public static byte[] attempt(Attempt attempt) {
        return pack(ATTEMPT_VERSION, out -> {
            out.text(attempt.source());
            out.text(attempt.identityId());
            out.number(attempt.occurredAt());
            out.number(attempt.refused() ? 1 : 0);
            out.text(attempt.eventId());
            out.text(attempt.position().topic());
            out.number(attempt.position().partition());
            out.number(attempt.position().offset());
            out.number(attempt.exposed() ? 1 : 0);
        });
    }

    /**
     * An attempt from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Attempt attempt(byte[] bytes) {
        return unpack(bytes, "attempt", List.of(in -> readAttempt(in, false), in -> readAttempt(in, true)));
    }

    /** The first layout did not tell whether the key was exposed. */
    private static Attempt readAttempt(StateReader in, boolean withExposed) {
        String source = in.name();
        String identityId = in.name();
        long occurredAt = in.number();
        boolean refused = in.number() == 1;
        String eventId = in.name();
        var position = new Position(in.name(), in.count(), in.number());
        boolean exposed = withExposed && in.number() == 1;
        return new Attempt(source, identityId, occurredAt, refused, exposed, eventId, position);
    }

    /** Exposed credentials as bytes. */
    public static byte[] exposures(Exposures exposures) {
        return pack(EXPOSURES_VERSION, exposures::write);
    }

    /**
     * Exposed credentials from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Exposures exposures(byte[] bytes) {
        return unpack(bytes, "exposures", List.of(Exposures::read));
    }

    /** An action that should stop an identity, as bytes. */
    public static byte[] revocation(Revocation revocation) {
        return pack(REVOCATION_VERSION, revocation::write);
    }

    /**
     * An action that should stop an identity, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Revocation revocation(byte[] bytes) {
        return unpack(bytes, "revocation", List.of(Revocation::read));
    }

    /** Actions that should have stopped an identity, as bytes. */
    public static byte[] revocations(Revocations revocations) {
        return pack(REVOCATIONS_VERSION, revocations::write);
    }

    /**
     * Actions that should have stopped an identity, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Revocations revocations(byte[] bytes) {
        return unpack(bytes, "revocations", List.of(Revocations::read));
    }

    /** A registered identity as bytes, of which the same holds for all usage. */
    public static byte[] identity(IdentityFacts facts) {
        return pack(IDENTITY_VERSION, facts::write);
    }

    /** What the registry says of an identity, as bytes. */
    public static byte[] registered(RegistryEntry entry) {
        return entry.isConstant() ? identity(entry.newest()) : pack(IDENTITY_IN_TIME_VERSION, entry::write);
    }

    /**
     * What the registry says of an identity, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static RegistryEntry registered(byte[] bytes) {
        return unpack(
                bytes,
                "identity",
                List.of(
                        in -> RegistryEntry.of(IdentityFacts.readFirstLayout(in)),
                        in -> RegistryEntry.of(IdentityFacts.readSecondLayout(in)),
                        in -> RegistryEntry.of(IdentityFacts.readThirdLayout(in)),
                        in -> RegistryEntry.of(IdentityFacts.read(in)),
                        RegistryEntry::read));
    }

    static byte[] pack(long version, Consumer<StateWriter> content) {
        var writer = new PackedWriter();
        writer.number(version);
        content.accept(writer);
        return writer.toBytes();
    }

    /** Layouts in the order of their versions, from 1. */
    static <T> T unpack(byte[] bytes, String what, List<Function<StateReader, T>> layouts) {
        return unpack(new PackedReader(bytes), what, layouts);
    }

    private static <T> T unpack(PackedReader reader, String what, List<Function<StateReader, T>> layouts) {
        long version = reader.number();
        if (version < 1 || version > layouts.size()) {
            throw new IllegalStateException("stored " + what + ": version " + version + " (expected: 1 to "
                    + layouts.size() + "); a newer detector wrote it, so run that version or reset the application's"
                    + " state");
        }
        return layouts.get((int) version - 1).apply(reader);
    }
}
