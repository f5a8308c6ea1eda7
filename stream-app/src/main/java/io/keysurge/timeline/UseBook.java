// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.detect.Band;
import io.keysurge.detect.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums usage by step. Keeps a sum for each step of the span that has usage, and the minutes of the last two hours. */
final class UseBook {

    private static final int NANO_DIGITS = 9;
    private static final long MILLIS_PER_MINUTE = 60_000;
    /** The detector counts nothing that is later than that. */
    private static final int RECENT_MINUTES = 120;

    private final Timeline.Question question;
    private final SortedMap<Instant, Sum> sums = new TreeMap<>();
    private final TreeMap<Long, Long> recent = new TreeMap<>();

    UseBook(Timeline.Question question) {
        this.question = question;
    }

    /** Takes an event that counted, and what was expected just then. */
    void take(Usage usage, Band band) {
        recent.merge(usage.minute(), usage.tokens(), Long::sum);
        recent.headMap(recent.lastKey() - RECENT_MINUTES).clear();
        Instant at = Instant.ofEpochMilli(usage.occurredAt());
        if (question.includes(at)) {
            sumOf(at).add(usage, recent.getOrDefault(usage.minute(), 0L));
        }
        Instant judged = Instant.ofEpochMilli(band.minute() * MILLIS_PER_MINUTE);
        if (question.includes(judged)) {
            sumOf(judged).add(band);
        }
    }

    /** Takes the sums of another partition in; an identity has one, unless producers disagree about it. */
    void add(UseBook other) {
        other.sums.forEach((begin, sum) -> sums.merge(begin, sum, Sum::plus));
    }

    List<Use> uses() {
        Collection<Sum> all = sums.values();
        return all.stream().map(Sum::use).toList();
    }

    private Sum sumOf(Instant at) {
        return sums.computeIfAbsent(question.step().begin(at), Sum::new);
    }

    private static final class Sum {
        private final Instant begin;
        private long calls;
        private long refusedCalls;
        private long tokens;
        private long busiestMinute;
        private double usual = -1;
        private double threshold = -1;
        private boolean warming;
        private final SortedMap<String, BigDecimal> costs = new TreeMap<>();

        Sum(Instant begin) {
            this.begin = begin;
        }

        void add(Usage usage, long ofItsMinute) {
            calls += usage.calls();
            refusedCalls += usage.refusedCalls();
            tokens += usage.tokens();
            busiestMinute = Math.max(busiestMinute, ofItsMinute);
            if (usage.costNanos() >= 0 && usage.currency() != null) {
                costs.merge(usage.currency(), BigDecimal.valueOf(usage.costNanos(), NANO_DIGITS), BigDecimal::add);
            }
        }

        void add(Band band) {
            usual = Math.max(usual, band.usual());
            lower(band.threshold());
            warming |= band.warming();
        }

        private void lower(double other) {
            if (other >= 0) {
                threshold = threshold < 0 ? other : Math.min(threshold, other);
            }
        }

        Sum plus(Sum other) {
            calls += other.calls;
            refusedCalls += other.refusedCalls;
            tokens += other.tokens;
            busiestMinute = Math.max(busiestMinute, other.busiestMinute);
            usual = Math.max(usual, other.usual);
            lower(other.threshold);
            warming |= other.warming;
            other.costs.forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
            return this;
        }

        Use use() {
            return new Use(
                    begin,
                    calls,
                    refusedCalls,
                    tokens,
                    busiestMinute,
                    usual <= 0 ? OptionalDouble.empty() : OptionalDouble.of(usual),
                    threshold < 0 ? OptionalDouble.empty() : OptionalDouble.of(threshold),
                    warming,
                    costs);
        }
    }
}
