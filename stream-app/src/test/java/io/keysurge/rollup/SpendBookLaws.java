// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.rollup.Consumption.Account;
import io.keysurge.state.PackedReader;
import io.keysurge.state.PackedWriter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@Label("What an identity consumed by the hour")
class SpendBookLaws {

    private static final long START = Instant.parse("2026-03-27T10:00:00Z").toEpochMilli();
    private static final long GRACE = 5 * 60_000L;

    /** One event of a life: when, on which of many accounts, how much, and what happens to the book after it. */
    record Step(
            long gapMillis, long lateMillis, int account, long tokens, long nanos, boolean told, boolean restarted) {}

    @Property(tries = 500)
    void is_told_to_the_token_and_the_billionth_whatever_restarts_and_however_many_accounts(
            @ForAll("lives") List<Step> life) {
        var book = new SpendBook();
        Map<String, List<BigInteger>> recount = new HashMap<>();
        Map<String, HourOfSpend> topic = new LinkedHashMap<>();
        Map<String, BigInteger> added = new HashMap<>();
        long now = START;
        int offset = 0;
        for (Step step : life) {
            now += step.gapMillis();
            Consumption consumption = consumption(step, now - step.lateMillis(), offset++);
            recount(recount, consumption);
            HourOfSpend leaving = book.add(consumption);
            if (leaving != null) {
                publish(leaving, topic, added);
            }
            if (step.told()) {
                book.tell(now - GRACE).forEach(hour -> publish(hour, topic, added));
            }
            if (step.restarted()) {
                book = unpacked(packed(book));
            }
        }
        assertThat(book.isUntold()).isEqualTo(packed(book)[packed(book).length - 1] != 0);
        book.tell(now).forEach(hour -> publish(hour, topic, added));

        assertThat(book.isUntold()).isFalse();
        assertThat(totals(topic)).isEqualTo(recount);
        BigInteger all = recount.values().stream().map(sums -> sums.get(1)).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(added.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(all);
    }

    @Property(tries = 100)
    void keeps_no_more_rows_than_it_may(@ForAll("lives") List<Step> life) {
        var book = new SpendBook();
        int offset = 0;
        for (Step step : life) {
            book.add(consumption(step, START, offset++));
            assertThat(book.tell(0).size()).isLessThanOrEqualTo(SpendBook.MOST_ROWS);
        }
        assertThat(packed(book).length).isLessThan(SpendBook.MOST_ROWS * 100 + 2_000);
    }

    /** Key by key the newest counts, as for whoever reads the topic. */
    private static void publish(HourOfSpend hour, Map<String, HourOfSpend> topic, Map<String, BigInteger> added) {
        topic.put(hour.hour() + " " + hour.account() + " " + hour.part(), hour);
        added.merge(hour.part(), BigInteger.valueOf(hour.added().inputTokens()), BigInteger::add);
    }

    private static void recount(Map<String, List<BigInteger>> recount, Consumption consumption) {
        add(
                recount,
                consumption.hour() + " " + consumption.account(),
                consumption.calls(),
                consumption.inputTokens(),
                Math.max(0, consumption.costNanos()),
                consumption.stated() ? consumption.costNanos() : 0,
                consumption.stated() ? 0 : consumption.inputTokens());
    }

    private static Map<String, List<BigInteger>> totals(Map<String, HourOfSpend> topic) {
        Map<String, List<BigInteger>> totals = new HashMap<>();
        topic.values()
                .forEach(hour -> add(
                        totals,
                        hour.hour() + " " + hour.account(),
                        hour.sums().calls(),
                        hour.sums().inputTokens(),
                        hour.sums().costNanos(),
                        hour.sums().statedNanos(),
                        hour.sums().withoutCost().inputTokens()));
        return totals;
    }

    private static void add(Map<String, List<BigInteger>> totals, String key, long... amounts) {
        List<BigInteger> sums = totals.computeIfAbsent(key, first -> new ArrayList<>());
        for (int i = 0; i < amounts.length; i++) {
            BigInteger amount = BigInteger.valueOf(amounts[i]);
            if (i == sums.size()) {
                sums.add(amount);
            } else {
                sums.set(i, sums.get(i).add(amount));
            }
        }
    }

    private static Consumption consumption(Step step, long occurredAt, int offset) {
        boolean priced = step.nanos() >= 0;
        var account = new Account(
                "unit",
                step.account() % 5 == 0 ? null : "owner-" + step.account() % 3,
                "production",
                "app-" + step.account(),
                null,
                "model",
                priced ? "USD" : null,
                step.nanos() > 5 || !priced ? null : "v1");
        return new Consumption(
                occurredAt, account, 1, step.tokens(), 2, 0, 0, 0, step.nanos(), step.nanos() > 5, 3, offset);
    }

    private static byte[] packed(SpendBook book) {
        var writer = new PackedWriter();
        book.write(writer);
        return writer.toBytes();
    }

    private static SpendBook unpacked(byte[] bytes) {
        return SpendBook.read(new PackedReader(bytes));
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 60_000)),
                Tuple.of(1, Arbitraries.longs().between(60_000, 9_000_000)));
        Arbitrary<Long> nanos = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(-1L)),
                Tuple.of(6, Arbitraries.longs().between(0, 1_000_000)),
                Tuple.of(1, Arbitraries.just(999_999_999_999_999_999L)));
        return Combinators.combine(
                        gaps,
                        Arbitraries.longs().between(0, GRACE),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.longs().between(0, 1_000_000_000_000L),
                        nanos,
                        Arbitraries.integers().between(0, 6).map(roll -> roll == 0),
                        Arbitraries.integers().between(0, 6).map(roll -> roll == 0))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }
}
