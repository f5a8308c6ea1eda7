// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.cases.Moment;
import io.keysurge.wording.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A timeline as JSON Lines, in order: objects of {@code kind} {@code usage} with the sums of a step, and objects of other
 * kinds with {@code title}, {@code detail} and where the record is. Times are ISO 8601 in UTC.
 */
public final class TimelineJson {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    private TimelineJson() {}

    /** The lines. */
    public static List<String> lines(Timeline timeline) {
        return timeline.inOrder(
                use -> written(of(use, timeline.question())), moment -> written(of(moment, timeline.question())));
    }

    private static ObjectNode of(Use use, Timeline.Question question) {
        ObjectNode json = begin("usage", use.begin().toString(), question);
        json.put("step", question.step().toString());
        json.put("calls", use.calls());
        json.put("refused_calls", use.refusedCalls());
        json.put("tokens", use.tokens());
        json.put("busiest_minute_tokens", use.busiestMinute());
        put(json, "usual_tokens_per_minute", use.usual());
        put(json, "threshold_tokens_per_minute", use.threshold());
        json.put("warming", use.warming());
        ObjectNode costs = json.putObject("costs");
        use.costs().forEach((currency, cost) -> costs.put(currency, cost.stripTrailingZeros()));
        return json;
    }

    private static ObjectNode of(Moment moment, Timeline.Question question) {
        ObjectNode json =
                begin(moment.kind().name().toLowerCase(Locale.ROOT), moment.at().toString(), question);
        if (moment.appendedAt() == null) {
            json.putNull("appended_at");
        } else {
            json.put("appended_at", moment.appendedAt().toString());
        }
        json.put("title", Redaction.mask(moment.title()));
        json.put("detail", Redaction.mask(moment.detail()));
        json.put("record", moment.source());
        return json;
    }

    private static ObjectNode begin(String kind, String time, Timeline.Question question) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("time", time)
                .put("identity_id", question.identity());
    }

    private static void put(ObjectNode json, String name, OptionalDouble rate) {
        if (rate.isPresent()) {
            json.put(name, rate.getAsDouble());
        } else {
            json.putNull(name);
        }
    }

    private static String written(ObjectNode json) {
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
