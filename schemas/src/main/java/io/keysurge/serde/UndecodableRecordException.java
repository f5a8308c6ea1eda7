// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Bytes that no later attempt will decode either. The message describes them and never repeats them. */
public final class UndecodableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** A record that cannot be decoded for the given reason. */
    public UndecodableRecordException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong with the bytes. */
    public Reason reason() {
        return reason;
    }

    /** What can be wrong with bytes on a topic. */
    public enum Reason {
        /** Shorter than five bytes, or the first is not zero: not Confluent's wire format. */
        NOT_AVRO_FRAMED,
        /** No registry knows the schema id. */
        UNKNOWN_SCHEMA,
        /** Written with a schema that this contract cannot be read from, such as that of another record. */
        WRONG_SCHEMA,
        /** The bytes do not follow their schema: cut short, too long, or with absurd lengths inside. */
        CORRUPT_PAYLOAD,
        /** A value of zero bytes, which is neither a record nor a deletion. */
        EMPTY
    }
}
