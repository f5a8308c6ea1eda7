// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.serde.UndecodableRecordException.Reason;
import java.nio.ByteBuffer;

/** Confluent's frame: a zero byte, the schema id in four bytes big endian, then Avro binary. */
final class WireFormat {

    static final int HEADER_BYTES = 5;
    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** The schema id of a framed record. */
    static int schemaId(byte[] record) {
        if (record.length == 0) {
            throw new UndecodableRecordException(
                    Reason.EMPTY, "record: 0 bytes (expected: a framed Avro record, or null for a deletion)", null);
        }
        if (record.length < HEADER_BYTES || record[0] != MAGIC) {
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
