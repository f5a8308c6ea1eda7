// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Usage told in short, in JSON Lines: each line is a UsageEvent with the schema's field names, or many alike.
 *
 * <ul>
 *   <li>{@code "repeat": [{"every": "PT1M", "times": 480}, {"every": "P1D", "times": 4}]} says it 480 times a minute
 *       apart, and all of that on four days;
 *   <li>a list in a field, such as {@code "input_tokens": [900, 1000, 1100]}, is taken value by value, over and over;
 *   <li>{@code event_id} may be left out: it is then made of the line's number and the event's number in it.
 * </ul>
 *
 * <p>Events come out in the order in which they arrive: in order of time, or so much later as
 * {@code "arrives_after": "PT3M"} says; those of the same instant in the order of their lines.
 */
public final class StoryFile {

    private static final JsonMapper JSON = new JsonMapper();

    private StoryFile() {}

    /**
     * The events of a file.
     *
     * @throws IOException when it cannot be read or a line is wrong; the message names the line
     */
    public static List<UsageEvent> read(Path file) throws IOException {
        List<Told> events = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                expand(number, (ObjectNode) JSON.readTree(line), events);
            } catch (InvalidRecordException | RuntimeException e) {
                throw new IOException(file + ": line " + number + ": " + e.getMessage(), e);
            }
        }
        return events.stream()
                .sorted(Comparator.comparing(Told::arrival))
                .map(Told::event)
                .toList();
    }

    private record Told(Instant arrival, UsageEvent event) {}

    private static void expand(int line, ObjectNode told, List<Told> out) throws InvalidRecordException {
        JsonNode repeat = told.remove("repeat");
        JsonNode delay = told.remove("arrives_after");
        Duration late = delay == null ? Duration.ZERO : Duration.parse(delay.asText());
        List<Instant> times = List.of(Instant.parse(told.get("occurred_at").asText()));
        for (JsonNode each : repeat == null ? JSON.createArrayNode() : repeat) {
            times = repeated(
                    times,
                    Duration.parse(each.get("every").asText()),
                    each.get("times").asInt());
        }
        for (int place = 0; place < times.size(); place++) {
            ObjectNode event = told.deepCopy();
            event.put("occurred_at", times.get(place).toString());
            if (!event.has("event_id")) {
                event.put("event_id", line + "-" + (place + 1));
            }
            for (String field : List.copyOf(names(event))) {
                if (event.get(field) instanceof ArrayNode values) {
                    event.set(field, values.get(place % values.size()));
                }
            }
            out.add(new Told(times.get(place).plus(late), RecordJson.read(event, UsageEvent.class)));
        }
    }

    private static List<Instant> repeated(List<Instant> once, Duration every, int times) {
        List<Instant> all = new ArrayList<>();
        for (int turn = 0; turn < times; turn++) {
            Duration later = every.multipliedBy(turn);
            once.forEach(instant -> all.add(instant.plus(later)));
        }
        return all;
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
