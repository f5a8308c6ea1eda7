// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Profile;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.translate.IdentityFacts;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The layouts of what the stores hold. The first byte is the layout's version: a change of layout takes a new version
 * and reads the old ones, because a running detector's state outlives a deployment.
 */
public final class PackedState {

    private static final long PROFILE_VERSION = 1;
    private static final long IDENTITY_VERSION = 1;

    private PackedState() {}

    /** A profile as bytes. */
    public static byte[] profile(Profile profile) {
        return pack(PROFILE_VERSION, profile::write);
    }

    /**
     * A profile from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Profile profile(byte[] bytes) {
        return unpack(bytes, "profile", PROFILE_VERSION, Profile::read);
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
        return unpack(bytes, "identity", IDENTITY_VERSION, IdentityFacts::read);
    }

    private static byte[] pack(long version, Consumer<StateWriter> content) {
        var writer = new PackedWriter();
        writer.number(version);
        content.accept(writer);
        return writer.toBytes();
    }

    private static <T> T unpack(byte[] bytes, String what, long known, Function<StateReader, T> content) {
        var reader = new PackedReader(bytes);
        long version = reader.number();
        if (version != known) {
            throw new IllegalStateException("stored " + what + ": version " + version + " (expected: " + known
                    + "); a newer detector wrote it, so run that version or reset the application's state");
        }
        return content.apply(reader);
    }
}
