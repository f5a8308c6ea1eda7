// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** How a table is written. */
public enum Format {
    /** Apache Parquet. */
    PARQUET,
    /** Comma-separated values with a header, as RFC 4180 says, in UTF-8. */
    CSV,
    /** One JSON object on each line, in UTF-8. */
    JSONL;

    /** What file names end with, behind the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    RowWriter open(Path file, Table table) throws IOException {
        return switch (this) {
            case PARQUET -> new ParquetRows(file, table.label(), table.columns());
            case CSV -> new CsvRows(file, table.columns());
            case JSONL -> new JsonRows(file, table.columns());
        };
    }
}
