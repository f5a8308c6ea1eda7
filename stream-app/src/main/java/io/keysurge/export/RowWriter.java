// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a table in one format. For one thread. */
interface RowWriter extends AutoCloseable {

    /**
     * Writes one row.
     *
     * @param row a value for each column: String, Long, Double, BigDecimal, Boolean, Instant, JsonNode, or null
     * @throws ExportFailedException when it cannot be written
     */
    void write(List<@Nullable Object> row);

    /** Ends the file. */
    @Override
    void close();
}
