// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The report as one JSON object. */
public final class QualityJson {

    private static final double DIGITS = 1e6;

    private QualityJson() {}

    /**
     * The object: {@code producers}, each with {@code producer}, {@code published}, {@code accepted}, {@code duplicate},
     * {@code late}, {@code unjudged}, {@code rejected} (by reason), {@code unattributed_share}, {@code skew_median_ms},
     * {@code skew_p95_ms}, {@code ahead_share}, {@code schemas} ({@code id} and {@code version}), {@code tokens}, {@code
     * first_seen} and {@code last_seen}; and {@code total}, the same without a name. Shares are from 0 to 1.
     */
    public static ObjectNode of(QualityReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode producers = json.putArray("producers");
        report.producers()
                .forEach((name, quality) -> producers.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("producer", name)
                        .setAll(figures(quality, report.schemaVersions()))));
        json.set("total", figures(report.total(), report.schemaVersions()));
        return json;
    }

    private static ObjectNode figures(ProducerQuality quality, Map<Integer, Optional<Integer>> versions) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("published", quality.published())
                .put("accepted", quality.accepted())
                .put("duplicate", quality.duplicates())
                .put("late", quality.late())
                .put("unjudged", quality.unjudged());
        ObjectNode rejected = json.putObject("rejected");
        new TreeMap<>(quality.rejected()).forEach(rejected::put);
        json.put("unattributed_share", rounded(quality.unattributedShare()))
                .put("skew_median_ms", quality.skewMedian())
                .put("skew_p95_ms", quality.skewP95())
                .put("ahead_share", rounded(quality.aheadShare()));
        ArrayNode schemas = json.putArray("schemas");
        for (int id : new TreeSet<>(quality.schemaIds())) {
            schemas.addObject()
                    .put("id", id)
                    .put("version", versions.getOrDefault(id, Optional.empty()).orElse(null));
        }
        return json.put("tokens", quality.tokens())
                .put("first_seen", time(quality.firstSeen()))
                .put("last_seen", time(quality.lastSeen()));
    }

    private static String time(Optional<Long> millis) {
        return millis.map(each -> Instant.ofEpochMilli(each).toString()).orElse("");
    }

    private static double rounded(double share) {
        return Math.round(share * DIGITS) / DIGITS;
    }
}
