// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Flood;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Source;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.detect.UnitBook;
import io.keysurge.translate.IdentityFacts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The layouts of what the stores hold. The first byte is the layout's version: a change of layout takes a new version
 * and reads the old ones, because a running detector's state outlives a deployment.
 */
public final class PackedState {

    private static final long PROFILE_VERSION = 4;
    private static final long IDENTITY_VERSION = 3;

    private static final long SOURCE_VERSION = 1;
    private static final long ATTEMPT_VERSION = 1;
    private static final long FLOOD_VERSION = 1;
    private static final long UNIT_VERSION = 1;
    private static final long APPLICATION_VERSION = 1;
    private static final long HOUR_PART_VERSION = 1;

    private static final long EXPOSURES_VERSION = 1;

    private PackedState() {}

    /** A profile as bytes. */
    public static byte[] profile(Profile profile) {
        return profile(profile, new PackedWriter());
    }

    /** A profile as bytes, by a writer that is at hand. */
    static byte[] profile(Profile profile, PackedWriter writer) {
        writer.clear();
        writer.number(PROFILE_VERSION);
        profile.write(writer);
        return writer.toBytes();
    }

    /**
     * A profile from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Profile profile(byte[] bytes) {
        return unpack(
                bytes,
                "profile",
                List.of(Profile::readFirstLayout, Profile::readSecondLayout, Profile::readThirdLayout, Profile::read));
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
        return unpack(bytes, "source", List.of(Source::read));
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
        });
    }

    /**
     * An attempt from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Attempt attempt(byte[] bytes) {
        return unpack(bytes, "attempt", List.of(PackedState::readAttempt));
    }

    private static Attempt readAttempt(StateReader in) {
        return new Attempt(
                in.name(),
                in.name(),
                in.number(),
                in.number() == 1,
                in.name(),
                new Position(in.name(), in.count(), in.number()));
    }

    /** What is remembered of a business unit, as bytes. */
    public static byte[] unitBook(UnitBook book) {
        return pack(UNIT_VERSION, book::write);
    }

    /**
     * What is remembered of a business unit, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static UnitBook unitBook(byte[] bytes) {
        return unpack(bytes, "business unit", List.of(UnitBook::read));
    }

    /** What is remembered of a business unit beside its identities, as bytes. */
    public static byte[] unitHead(UnitBook book) {
        return pack(UNIT_VERSION, book::writeHead);
    }

    /** What is remembered of one identity of a business unit, as bytes. */
    public static byte[] unitMember(UnitBook book, String identityId) {
        return pack(UNIT_VERSION, out -> book.writeMember(identityId, out));
    }

    /**
     * What is remembered of a business unit, from the bytes of its head and of its identities in any order.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static UnitBook unitBook(byte[] head, Iterable<byte[]> members) {
        UnitBook book = unpack(head, "business unit", List.of(UnitBook::readHead));
        for (byte[] member : members) {
            unpack(member, "business unit's identity", List.of(in -> {
                book.readMember(in);
                return book;
            }));
        }
        book.restored();
        return book;
    }

    /** What is remembered of an application, as bytes. */
    public static byte[] applicationBook(ApplicationBook book) {
        return pack(APPLICATION_VERSION, book::write);
    }

    /**
     * What is remembered of an application, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static ApplicationBook applicationBook(byte[] bytes) {
        return unpack(bytes, "application", List.of(ApplicationBook::read));
    }

    /** What an identity consumed more in an hour, as bytes. */
    public static byte[] hourPart(HourPart part) {
        return pack(HOUR_PART_VERSION, part::write);
    }

    /**
     * What an identity consumed more in an hour, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static HourPart hourPart(byte[] bytes) {
        return unpack(bytes, "part of an hour", List.of(HourPart::read));
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

    /** A registered identity as bytes. */
    public static byte[] identity(IdentityFacts facts) {
        return pack(IDENTITY_VERSION, facts::write);
    }

    /**
     * A registered identity from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static IdentityFacts identity(byte[] bytes) {
        return unpack(
                bytes,
                "identity",
                List.of(IdentityFacts::readFirstLayout, IdentityFacts::readSecondLayout, IdentityFacts::read));
    }

    private static byte[] pack(long version, Consumer<StateWriter> content) {
        var writer = new PackedWriter();
        writer.number(version);
        content.accept(writer);
        return writer.toBytes();
    }

    /** Layouts in the order of their versions, from 1. */
    private static <T> T unpack(byte[] bytes, String what, List<Function<StateReader, T>> layouts) {
        var reader = new PackedReader(bytes);
        long version = reader.number();
        if (version < 1 || version > layouts.size()) {
            throw new IllegalStateException("stored " + what + ": version " + version + " (expected: 1 to "
                    + layouts.size() + "); a newer detector wrote it, so run that version or reset the application's"
                    + " state");
        }
        return layouts.get((int) version - 1).apply(reader);
    }
}
