// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.Reading.Refused;
import io.keysurge.detect.Position;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.serde.DecodeFailure.Undecodable;
import io.keysurge.topics.Topics;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Tells what the records of one topic say. For one thread. */
public abstract class Admission implements AutoCloseable {

    /**
     * A record as it stands in the log.
     *
     * @param key its key; one without is refused
     * @param value its value
     * @param headers its headers
     * @param appendedAt when the broker appended it, milliseconds since 1970
     * @param position where it stands
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Stored(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers, long appendedAt, Position position) {}

    /**
     * What a record says.
     *
     * @throws RuntimeException when that cannot be told now, although the record is not at fault: a registry that is down
     *     must not reject good records, so it is to be read again
     */
    public final Reading read(Stored stored) {
        byte[] key = stored.key();
        if (key == null || key.length == 0) {
            return refused(RefusalReason.MISSING_KEY, "key", "empty (expected: identity_id)");
        }
        byte[] value = stored.value();
        Refusal oversized = oversized(key, value);
        return oversized == null ? read(key, value, stored) : new Refused(oversized);
    }

    /** What a record says that has a key and is not too large. */
    abstract Reading read(byte[] key, byte @Nullable [] value, Stored stored);

    @Override
    public abstract void close();

    /** Why a record is too large to be looked into; null when it is not. Compressed, the broker takes any size. */
    private static @Nullable Refusal oversized(byte[] key, byte @Nullable [] value) {
        long size = key.length + (value == null ? 0L : value.length);
        return size <= Topics.MAX_RECORD_BYTES
                ? null
                : new Refusal(
                        RefusalReason.OVERSIZED,
                        "value",
                        size + " bytes with the key (expected: <= " + Topics.MAX_RECORD_BYTES + ")");
    }

    /**
     * What to say of bytes that cannot be decoded.
     *
     * @throws RuntimeException the failure itself, when the bytes are not at fault
     */
    public static Refusal undecodable(RuntimeException failure) {
        if (DecodeFailure.classify(failure) instanceof Undecodable undecodable) {
            RefusalReason reason = RefusalReason.valueOf(undecodable.reason().name());
            return new Refusal(reason, "value", String.valueOf(failure.getMessage()));
        }
        throw failure;
    }

    static Refused refused(RefusalReason reason, String field, String detail) {
        return new Refused(new Refusal(reason, field, detail));
    }
}
