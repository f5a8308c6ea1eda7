// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of somebody's CSV mean.
 *
 * @param delimiter between the values of a row
 * @param columns names of the columns of files without a header; empty where the first row is one
 * @param zone of times that name none; null leaves it to the import
 * @param cacheBesideInput whether the input does not include what was read from and written to the cache
 * @param fields where each field of a usage event comes from, by its name
 * @param attributes where its attributes come from
 */
public record CsvMapping(
        char delimiter,
        List<String> columns,
        @Nullable ZoneId zone,
        boolean cacheBesideInput,
        SortedMap<String, Source> fields,
        SortedMap<String, Source> attributes) {

    /** A copy of what can change. */
    public CsvMapping {
        columns = List.copyOf(columns);
        fields = new TreeMap<>(fields);
        attributes = new TreeMap<>(attributes);
    }

    /**
     * Where a value comes from.
     *
     * @param text name of a column, or the value itself
     * @param isColumn which of both
     */
    public record Source(String text, boolean isColumn) {}

    /** The column that a field comes from; empty for one that comes from none. */
    Optional<String> column(String field) {
        return Optional.ofNullable(fields.get(field)).filter(Source::isColumn).map(Source::text);
    }

    /** Columns that are mapped and not among these, with what they are mapped to. */
    public Map<String, String> missing(List<String> header) {
        Map<String, String> missing = new TreeMap<>();
        fields.forEach((field, source) -> {
            if (source.isColumn() && !header.contains(source.text())) {
                missing.put(source.text(), field);
            }
        });
        attributes.forEach((name, source) -> {
            if (source.isColumn() && !header.contains(source.text())) {
                missing.put(source.text(), "attributes." + name);
            }
        });
        return missing;
    }
}
