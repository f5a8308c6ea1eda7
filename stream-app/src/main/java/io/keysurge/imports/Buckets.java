// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the usage reports of providers have in common. */
final class Buckets {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String KEY = "api_key_id";
    private static final char SEPARATOR = 0x1f;

    private Buckets() {}

    /** Makes what it is of one result of a bucket. */
    interface ResultReader {
        Imported read(Fields result, Instant start, Instant end) throws MisfitException;
    }

    /**
     * Takes the results of a bucket.
     *
     * @param from the field in which it begins
     * @param to the field in which it ends
     */
    static void read(Fields bucket, String from, String to, ResultReader reader, Consumer<Imported> out) {
        try {
            Instant start = bucket.time(from, null);
            Instant end = bucket.time(to, null);
            remark(Duration.between(start, end), out);
            JsonNode results = bucket.object().path("results");
            for (int i = 0; i < results.size(); i++) {
                out.accept(read(new Fields(bucket.path("results[" + i + "]"), results.get(i)), start, end, reader));
            }
        } catch (MisfitException e) {
            out.accept(e.refused(bucket.object()));
        }
    }

    private static Imported read(Fields result, Instant start, Instant end, ResultReader reader) {
        try {
            return reader.read(result, start, end);
        } catch (MisfitException e) {
            return e.refused(result.object());
        }
    }

    /** Says so when buckets are wider than what detection looks at. */
    private static void remark(Duration width, Consumer<Imported> out) {
        if (width.compareTo(MINUTE) > 0) {
            out.accept(
                    new Imported.Remark(
                            "buckets of " + width.toMinutes()
                                    + " minutes: each is seen as the use of its last minute (expected for detection: bucket_width=1m)"));
        }
    }

    /**
     * Sets the id of a result's event, by what the result is of: its bucket and groups, not its counts. A hash without a
     * pepper, so of the key it takes what the event carries of it, which has to be set before.
     *
     * @param of whose report it is
     * @param groups fields by which a report can be grouped; one that is null is as good as one that is not there
     */
    static void setId(UsageEvent event, String of, Fields result, List<String> groups, Instant start, Instant end) {
        StringBuilder names = new StringBuilder(of).append(SEPARATOR).append(Duration.between(start, end));
        for (String group : groups) {
            names.append(SEPARATOR);
            String carried = group.equals(KEY) ? event.getCredentialFingerprint() : null;
            String told = result.has(group) ? result.object().path(group).asText() : "";
            names.append(carried == null ? told : carried);
        }
        event.setEventId(EventIds.of("usage-" + start.getEpochSecond(), names.toString()));
    }

    /** Whose the use was: what the settings name, else the id of the key. */
    static void caller(UsageEvent event, Fields result, ImportSettings settings) throws MisfitException {
        String key = result.credential(KEY);
        String identity = null;
        for (String name : settings.identityAttributes()) {
            identity = identity == null ? result.identity(name, settings.fingerprints()) : identity;
        }
        if (key != null) {
            event.setCredentialFingerprint(settings.fingerprints().ofName(result.path(KEY), key));
            event.setIdentityKind(IdentityKind.API_KEY);
        }
        event.setIdentityId(first(identity, event.getCredentialFingerprint(), settings.identity(), result));
    }

    private static String first(@Nullable String named, @Nullable String key, @Nullable String stated, Fields result)
            throws MisfitException {
        if (named != null) {
            return named;
        }
        if (key != null) {
            return key;
        }
        if (stated != null) {
            return stated;
        }
        throw result.wrong(KEY, "a report with group_by=api_key_id, or one identity for all stated");
    }
}
