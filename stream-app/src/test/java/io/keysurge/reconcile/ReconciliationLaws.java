// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Reconciling two counts")
class ReconciliationLaws {

    /** What was counted of one model by one identity. */
    record Counted(String model, String identity, Figures figures) {}

    @Property
    void finds_nothing_where_the_same_was_counted_in_another_order(@ForAll("counted") List<Counted> counted) {
        Counts backwards = new Counts(model -> true, EnumSet.allOf(Measure.class));
        for (int i = counted.size() - 1; i >= 0; i--) {
            add(counted.get(i), backwards);
        }

        assertThat(Reconciliation.of(counts(counted), backwards, BigDecimal.ZERO)
                        .differences())
                .isEmpty();
    }

    @Property
    void finds_no_more_the_more_is_tolerated(
            @ForAll("counted") List<Counted> here,
            @ForAll("counted") List<Counted> there,
            @ForAll("percents") BigDecimal percent,
            @ForAll("percents") BigDecimal more) {
        Reconciliation strict = Reconciliation.of(counts(here), counts(there), percent);
        Reconciliation lenient = Reconciliation.of(counts(here), counts(there), percent.add(more));

        assertThat(strict.differences()).containsAll(lenient.differences());
    }

    @Property
    void finds_a_call_that_one_side_did_not_count(@ForAll("counted") List<Counted> counted) {
        Counts more = counts(counted);
        more.add("a", "one", new Figures(1, 0, 0, 0, BigDecimal.ZERO));

        assertThat(Reconciliation.of(more, counts(counted), BigDecimal.ZERO).differences())
                .extracting(each -> each.name() + " " + each.measure() + " " + each.difference())
                .contains("a calls 1");
    }

    @Provide
    Arbitrary<BigDecimal> percents() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(200))
                .ofScale(2);
    }

    @Provide
    Arbitrary<List<Counted>> counted() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, 1_000);
        Arbitrary<Figures> figures = Combinators.combine(numbers, numbers, numbers, numbers)
                .as((calls, input, output, nanos) ->
                        new Figures(calls, input, output, input / 2, BigDecimal.valueOf(nanos, 3)));
        return Combinators.combine(Arbitraries.of("a", "b", "c"), Arbitraries.of("one", "two"), figures)
                .as(Counted::new)
                .list()
                .ofMaxSize(8);
    }

    private static Counts counts(List<Counted> counted) {
        Counts counts = new Counts(model -> true, EnumSet.allOf(Measure.class));
        counted.forEach(each -> add(each, counts));
        return counts;
    }

    private static void add(Counted each, Counts counts) {
        counts.add(each.model(), each.identity(), each.figures());
    }
}
