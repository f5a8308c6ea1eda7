// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as one JSON object; amounts are numbers with all their digits. */
public final class SpendJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    private SpendJson() {}

    /** The object, in one line. */
    public static String of(SpendReport report) {
        ObjectNode json = NODES.objectNode()
                .put("from", report.question().from().toString())
                .put("to", report.question().to().toString())
                .put("by", report.by().column());
        ArrayNode groups = json.putArray("groups");
        report.groups()
                .forEach(group ->
                        groups.add(NODES.objectNode().put("name", group.name()).setAll(sums(group.tally()))));
        report.others().ifPresent(others -> json.set("others", sums(others)));
        json.set("total", sums(report.total()));
        json.set("unattributed", sums(report.unattributed()));
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode sums(Tally tally) {
        ObjectNode json = NODES.objectNode()
                .put("calls", tally.calls())
                .put("input_tokens", tally.inputTokens())
                .put("output_tokens", tally.outputTokens())
                .put("cache_read_tokens", tally.cacheReadTokens())
                .put("cache_write_tokens", tally.cacheWriteTokens())
                .put("reasoning_tokens", tally.reasoningTokens())
                .put("tokens_without_price", tally.tokensWithoutPrice());
        ObjectNode costs = json.putObject("costs");
        tally.costs().forEach((currency, amount) -> costs.put(currency, amount.stripTrailingZeros()));
        ArrayNode tables = json.putArray("price_tables");
        tally.priceTables().forEach(tables::add);
        return json;
    }
}
