// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage by identity and minute. A minute leaves when nothing can count in it any more, since the identity's clock
 * has left it behind by more than the grace period; the minutes of an identity leave in their order.
 */
final class MinuteSums {

    static final List<Column> COLUMNS = List.of(
            new Column(
                    "identity",
                    Column.Type.TEXT,
                    false,
                    "The identity. An id of digits alone is read back as `nhi-` and the digits."),
            new Column("minute", Column.Type.TIME, false, "When the minute began."),
            new Column("application", Column.Type.TEXT, true, "The application that called."),
            new Column("agent", Column.Type.TEXT, true, "The agent on whose behalf it was."),
            new Column("model", Column.Type.TEXT, true, "The model that answered."),
            new Column("origin", Column.Type.TEXT, true, "`source/region`, as far as they are known."),
            new Column("status", Column.Type.TEXT, false, "ok, or the error type."),
            new Column("calls", Column.Type.WHOLE, false, "How many calls there were."),
            new Column("input_tokens", Column.Type.WHOLE, false, "Tokens sent, cached ones included."),
            new Column("output_tokens", Column.Type.WHOLE, false, "Tokens produced, reasoning included."),
            new Column("cache_read_tokens", Column.Type.WHOLE, false, "Part of input_tokens. Not read back."),
            new Column("cache_write_tokens", Column.Type.WHOLE, false, "Part of input_tokens. Not read back."),
            new Column("reasoning_tokens", Column.Type.WHOLE, false, "Part of output_tokens. Not read back."),
            new Column(
                    "cost",
                    Column.Type.DECIMAL,
                    true,
                    "What producers say it cost; null for events that state no cost. Not read back."),
            new Column("currency", Column.Type.TEXT, true, "ISO 4217 code of the cost. Not read back."));

    private static final int SUMS = 6;
    private static final BigDecimal TOO_COSTLY = BigDecimal.TEN.pow(9);

    private final DetectionSettings settings;
    private final RowWriter out;
    private final Map<String, TreeMap<Long, Map<Group, Sum>>> open = new HashMap<>();

    private record Group(
            @Nullable String application,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String origin,
            String status,
            @Nullable String currency) {}

    private static final class Sum {
        private final long[] counts = new long[SUMS];
        private @Nullable BigDecimal cost;
    }

    MinuteSums(DetectionSettings settings, RowWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /** Adds an event that counted. */
    void add(UsageEvent event) {
        TreeMap<Long, Map<Group, Sum>> minutes = open.computeIfAbsent(event.getIdentityId(), first -> new TreeMap<>());
        long minute = Math.floorDiv(event.getOccurredAt().getEpochSecond(), 60L);
        Sum sum = minutes.computeIfAbsent(minute, first -> new LinkedHashMap<>())
                .computeIfAbsent(group(event), first -> new Sum());
        long[] added = {
            event.getRequestCount(),
            event.getInputTokens(),
            event.getOutputTokens(),
            event.getCacheReadTokens(),
            event.getCacheWriteTokens(),
            event.getReasoningTokens()
        };
        Arrays.setAll(sum.counts, i -> Math.addExact(sum.counts[i], added[i]));
        BigDecimal cost = event.getCost();
        if (cost != null) {
            sum.cost = sum.cost == null ? cost : sum.cost.add(cost);
        }
        while (settings.isLate(minutes.firstKey(), minutes.lastKey())) {
            leave(event.getIdentityId(), minutes.pollFirstEntry());
        }
    }

    /** Writes what is left. */
    void end() {
        open.forEach((identity, minutes) -> minutes.entrySet().forEach(minute -> leave(identity, minute)));
        open.clear();
    }

    private void leave(String identity, Map.Entry<Long, Map<Group, Sum>> minute) {
        Instant begin = Instant.ofEpochSecond(minute.getKey() * 60);
        minute.getValue().forEach((group, sum) -> {
            if (sum.cost != null && sum.cost.compareTo(TOO_COSTLY) >= 0) {
                throw new ExportFailedException("cost: " + sum.cost + " in one minute of an identity, at " + begin
                        + " (expected: < " + TOO_COSTLY.toPlainString() + ")");
            }
            List<@Nullable Object> row = new ArrayList<>();
            row.add(identity);
            row.add(begin);
            row.add(group.application());
            row.add(group.agent());
            row.add(group.model());
            row.add(group.origin());
            row.add(group.status());
            for (long count : sum.counts) {
                row.add(count);
            }
            row.add(sum.cost);
            row.add(group.currency());
            out.write(row);
        });
    }

    private static Group group(UsageEvent event) {
        return new Group(
                orNull(event.getApplicationId()),
                orNull(event.getAgentId()),
                orNull(event.getModel()),
                origin(orNull(event.getSource()), orNull(event.getRegion())),
                event.getStatus(),
                event.getCost() == null ? null : event.getCurrency());
    }

    /** As it is read back: what follows the last slash is the region, and a network may have a slash of its own. */
    private static @Nullable String origin(@Nullable String source, @Nullable String region) {
        if (region != null) {
            return (source == null ? "" : source) + "/" + region;
        }
        return source == null || source.indexOf('/') < 0 ? source : source + "/";
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
