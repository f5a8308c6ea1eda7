// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.serde.UndecodableRecordException.Reason;
import java.nio.ByteBuffer;

/** Confluent's frame: a zero byte, the schema id in four bytes big endian, then Avro binary. */
public final class WireFormat {

    /** Bytes before the Avro binary. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** True when a record begins as one in this format does. */
    public static boolean isFramed(byte[] record) {
        return record.length >= HEADER_BYTES && record[0] == MAGIC;
    }

    /**
     * The schema id of a framed record.
     *
     * @throws UndecodableRecordException when it is not framed
     */
    public static int schemaId(byte[] record) {
        if (record.length == 0) {
            throw new UndecodableRecordException(
                    Reason.EMPTY, "record: 0 bytes (expected: a framed Avro record, or null for a deletion)", null);
        }
        if (!isFramed(record)) {
            throw new UndecodableRecordException(
                    Reason.NOT_AVRO_FRAMED,
                    "record: " + record.length + " bytes, first byte " + (record[0] & 0xff)
                            + " (expected: a zero byte, a four-byte schema id, then Avro binary)",
                    null);
        }
        return ByteBuffer.wrap(record).getInt(1);
    }

    /** The first five bytes of a record with this schema id. */
    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }
}
