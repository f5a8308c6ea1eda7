// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.usage.RefusalReason;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the detector writes for itself. One that is not its own, or of another version, is counted and passed
 * over: to stop at it would stop all detection until somebody moved the offsets.
 */
final class OwnRecords {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRecords.class);

    private OwnRecords() {}

    /** What a record holds; null when that cannot be told. */
    static <T> @Nullable T unpacked(Record<String, byte[]> record, Function<byte[], T> unpack, UsageMeter meter) {
        if (record.key() == null || record.value() == null) {
            meter.refused(RefusalReason.EMPTY);
            return null;
        }
        try {
            return unpack.apply(record.value());
        } catch (RuntimeException foreign) {
            meter.refused(RefusalReason.CORRUPT_PAYLOAD);
            LOG.warn("A record that the detector writes for itself cannot be read, and is passed over", foreign);
            return null;
        }
    }
}
