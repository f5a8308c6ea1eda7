// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

/**
 * A column of a table.
 *
 * @param name its name, lower case with underscores
 * @param type what its values are
 * @param nullable whether values may be missing
 * @param meaning one or more sentences
 */
public record Column(String name, Type type, boolean nullable, String meaning) {

    /** What values are, and how each format writes them. */
    public enum Type {
        /** A text. */
        TEXT("STRING", "text", "string"),
        /** A whole number of 64 bits. */
        WHOLE("INT64", "digits", "number"),
        /** A measure that is no money. */
        REAL("DOUBLE", "digits with a decimal point", "number"),
        /** Money: exact, with nine digits after the point. */
        DECIMAL("DECIMAL(18, 9)", "digits with a decimal point, all there are", "number"),
        /** True or false. */
        FLAG("BOOLEAN", "`true` or `false`", "boolean"),
        /** An instant. */
        TIME("TIMESTAMP, UTC, microseconds", "ISO-8601 in UTC", "ISO-8601 in UTC"),
        /** Lists and maps. */
        JSON("STRING", "JSON", "as it is");

        private final String parquet;
        private final String csv;
        private final String jsonl;

        Type(String parquet, String csv, String jsonl) {
            this.parquet = parquet;
            this.csv = csv;
            this.jsonl = jsonl;
        }

        /** What it is in Parquet. */
        public String parquet() {
            return parquet;
        }

        /** What it is in CSV. */
        public String csv() {
            return csv;
        }

        /** What it is in JSON Lines. */
        public String jsonl() {
            return jsonl;
        }
    }
}
