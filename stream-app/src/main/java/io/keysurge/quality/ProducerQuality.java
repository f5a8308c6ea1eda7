// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import io.keysurge.detect.Observation.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one producer published. */
public final class ProducerQuality {

    private static final int MOST_SCHEMAS = 100;
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;

    private final Map<String, Long> rejected = new TreeMap<>();
    private final Set<Integer> schemaIds = new TreeSet<>();
    private final Skew skew = new Skew();
    private long accepted;
    private long duplicates;
    private long late;
    private long unjudged;
    private long unattributed;
    private long refusedAhead;
    private long tokens;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;

    ProducerQuality() {}

    /** Events that counted. */
    public long accepted() {
        return accepted;
    }

    /** Events whose id was known. */
    public long duplicates() {
        return duplicates;
    }

    /** Events too far behind their identity's clock. */
    public long late() {
        return late;
    }

    /** Events of unregistered identities for which there was no room. */
    public long unjudged() {
        return unjudged;
    }

    /** Records that were refused, by label of the reason; what was late is not among them. */
    public Map<String, Long> rejected() {
        return Map.copyOf(rejected);
    }

    /** All records that were refused. */
    public long allRejected() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Everything it published. */
    public long published() {
        return accepted + duplicates + late + unjudged + allRejected();
    }

    /** Part of those that counted of which neither event nor registry tells the application, the environment and the owner. */
    public double unattributedShare() {
        return share(unattributed, accepted);
    }

    /** Half of its usage that could be read was appended by so much later than it is dated, or less; milliseconds. */
    public long skewMedian() {
        return skew.quantile(MEDIAN);
    }

    /** As {@link #skewMedian()}, of 95 in a hundred. */
    public long skewP95() {
        return skew.quantile(P95);
    }

    /** Part of its usage that is dated later than it was appended, refused or not. */
    public double aheadShare() {
        return share(skew.countAhead() + refusedAhead, skew.count() + refusedAhead);
    }

    /** Ids of the schemas that it wrote with, at most 100. */
    public Set<Integer> schemaIds() {
        return Set.copyOf(schemaIds);
    }

    /** Tokens of those that counted. */
    public long tokens() {
        return tokens;
    }

    /** When its first record was appended, milliseconds since 1970; of refused ones, when they were refused. */
    public Optional<Long> firstSeen() {
        return firstSeen == Long.MAX_VALUE ? Optional.empty() : Optional.of(firstSeen);
    }

    /** When its last record was appended, as {@link #firstSeen()}. */
    public Optional<Long> lastSeen() {
        return lastSeen == Long.MIN_VALUE ? Optional.empty() : Optional.of(lastSeen);
    }

    void addOutcome(@Nullable Outcome outcome) {
        if (outcome == null) {
            unjudged++;
            return;
        }
        switch (outcome) {
            case COUNTED -> accepted++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
        }
    }

    void addCounted(long itsTokens, boolean attributed) {
        tokens += itsTokens;
        if (!attributed) {
            unattributed++;
        }
    }

    void addRejected(String reason, boolean datedAhead) {
        rejected.merge(reason, 1L, Long::sum);
        if (datedAhead) {
            refusedAhead++;
        }
    }

    void addSkew(long millis) {
        skew.add(millis);
    }

    void sawSchema(int id) {
        if (schemaIds.size() < MOST_SCHEMAS) {
            schemaIds.add(id);
        }
    }

    void sawAt(long millis) {
        firstSeen = Math.min(firstSeen, millis);
        lastSeen = Math.max(lastSeen, millis);
    }

    void add(ProducerQuality other) {
        other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        other.schemaIds.forEach(this::sawSchema);
        skew.add(other.skew);
        accepted += other.accepted;
        duplicates += other.duplicates;
        late += other.late;
        unjudged += other.unjudged;
        unattributed += other.unattributed;
        refusedAhead += other.refusedAhead;
        tokens += other.tokens;
        firstSeen = Math.min(firstSeen, other.firstSeen);
        lastSeen = Math.max(lastSeen, other.lastSeen);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
