// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.detect.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes when an identity first used an application, a model, an origin and a credential. */
final class FirstTimes {

    /** Names can be made up without end: of each sort no more than so many are told. */
    static final int MOST_NAMES = 10_000;

    private static final String CREDENTIAL = "credential";

    private final Timeline.Question question;
    private final Map<String, Set<String>> known = new HashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private @Nullable String credential;

    FirstTimes(Timeline.Question question) {
        this.question = question;
    }

    /** Takes an event that counted. */
    void take(Usage usage, Instant appendedAt) {
        note("application", usage.application(), usage, appendedAt);
        note("model", usage.model(), usage, appendedAt);
        note("origin", origin(usage), usage, appendedAt);
        String fingerprint = usage.credential();
        if (fingerprint != null) {
            String before = credential;
            if (isNew(CREDENTIAL, fingerprint)) {
                String text = before == null ? "first credential " : "credential rotated to ";
                add(Kind.ROTATION, text + fingerprint, before == null ? "" : "Before it: " + before, usage, appendedAt);
            }
            credential = fingerprint;
        }
    }

    /** What was first in the span, in the order in which it was heard. */
    List<Moment> moments() {
        return moments;
    }

    private void note(String sort, @Nullable String name, Usage usage, Instant appendedAt) {
        if (name != null && isNew(sort, name)) {
            add(Kind.FIRST_SEEN, "first use of " + sort + " " + name, "", usage, appendedAt);
        }
    }

    private boolean isNew(String sort, String name) {
        Set<String> names = known.computeIfAbsent(sort, unused -> new HashSet<>());
        return names.size() < MOST_NAMES && names.add(name);
    }

    private void add(Kind kind, String title, String detail, Usage usage, Instant appendedAt) {
        Instant at = Instant.ofEpochMilli(usage.occurredAt());
        if (question.includes(at)) {
            var where = usage.position();
            moments.add(new Moment(
                    at,
                    appendedAt,
                    kind,
                    title,
                    detail,
                    Moment.place(where.topic(), where.partition(), where.offset())));
        }
    }

    private static @Nullable String origin(Usage usage) {
        String name = Stream.of(usage.network(), usage.region())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
