// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.UsageEvent;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Payloads as tests need them: from the samples beside them, or written on the spot. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Payloads() {}

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Imported> map(PayloadMapper mapper, String json) {
        List<Imported> found = new ArrayList<>();
        mapper.map(tree(json), found::add);
        return found;
    }

    /** The one event of a payload. */
    static UsageEvent event(PayloadMapper mapper, String json) {
        List<Imported> found = map(mapper, json);
        if (found.size() == 1 && found.get(0) instanceof Imported.Event event) {
            return event.event();
        }
        throw new AssertionError("no one event: " + found);
    }

    /** The one refusal of a payload. */
    static Imported.Refused refusal(PayloadMapper mapper, String json) {
        List<Imported> found = map(mapper, json);
        if (found.size() == 1 && found.get(0) instanceof Imported.Refused refused) {
            return refused;
        }
        throw new AssertionError("no one refusal: " + found);
    }

    static List<UsageEvent> events(List<Imported> found) {
        return found.stream()
                .filter(Imported.Event.class::isInstance)
                .map(each -> ((Imported.Event) each).event())
                .toList();
    }

    static String sample(String name) {
        try (InputStream in = Payloads.class.getResourceAsStream("/imports/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events that a sample has to become. */
    static List<UsageEvent> expected(String name) {
        return sample(name)
                .lines()
                .map(line -> {
                    try {
                        return RecordJson.read(line, UsageEvent.class);
                    } catch (InvalidRecordException e) {
                        throw new AssertionError(name + ": " + e.getMessage(), e);
                    }
                })
                .toList();
    }
}
