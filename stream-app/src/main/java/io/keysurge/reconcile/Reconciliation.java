// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where two counts of a day differ: by every model that one of them knows, and by every identity that both know by the
 * same name.
 *
 * @param comparisons all figures, those of models first
 * @param models how many models were compared
 * @param identities how many identities were compared
 * @param identitiesOnlyHere how many the provider does not name
 * @param identitiesOnlyThere how many only the provider names
 */
public record Reconciliation(
        List<Comparison> comparisons, int models, int identities, int identitiesOnlyHere, int identitiesOnlyThere) {

    /** The most by which the rounding of one call moves its cost: half a billionth here, and as much there. */
    private static final BigDecimal ROUNDING = BigDecimal.valueOf(1, 9);

    /**
     * One figure on both sides.
     *
     * @param by what it is told by
     * @param name whose it is; empty where nobody said
     * @param measure what it is
     * @param here as it was counted here
     * @param there as the provider counted it
     * @param differs whether they are further apart than is tolerated
     */
    public record Comparison(By by, String name, Measure measure, BigDecimal here, BigDecimal there, boolean differs) {

        /** By how much more is counted here. */
        public BigDecimal difference() {
            return here.subtract(there);
        }
    }

    /** What figures are told by. */
    public enum By {
        /** By model. */
        MODEL,
        /** By identity. */
        IDENTITY
    }

    /**
     * Compares.
     *
     * @param tolerancePercent how far the count here may be from the provider's, in percent of the provider's; 0 or more.
     *     Costs may always be apart by a billionth for each call, as both sides round.
     */
    public static Reconciliation of(Counts here, Counts there, BigDecimal tolerancePercent) {
        Set<String> models = new TreeSet<>(here.byModel().keySet());
        models.addAll(there.byModel().keySet());
        Set<String> identities = new TreeSet<>(here.byIdentity().keySet());
        identities.retainAll(there.byIdentity().keySet());
        List<Comparison> comparisons = new ArrayList<>();
        for (Measure measure : there.measures()) {
            compare(By.MODEL, models, measure, here.byModel(), there.byModel(), tolerancePercent, comparisons);
        }
        for (Measure measure : there.measures()) {
            compare(
                    By.IDENTITY,
                    identities,
                    measure,
                    here.byIdentity(),
                    there.byIdentity(),
                    tolerancePercent,
                    comparisons);
        }
        return new Reconciliation(
                List.copyOf(comparisons),
                models.size(),
                identities.size(),
                here.byIdentity().size() - identities.size(),
                there.byIdentity().size() - identities.size());
    }

    /** What differs. */
    public List<Comparison> differences() {
        return comparisons.stream().filter(Comparison::differs).toList();
    }

    private static void compare(
            By by,
            Set<String> names,
            Measure measure,
            Map<String, Figures> here,
            Map<String, Figures> there,
            BigDecimal tolerancePercent,
            List<Comparison> comparisons) {
        for (String name : names) {
            Figures ours = here.getOrDefault(name, Figures.NONE);
            Figures theirs = there.getOrDefault(name, Figures.NONE);
            BigDecimal counted = measure.of(ours);
            BigDecimal reported = measure.of(theirs);
            BigDecimal tolerated = reported.multiply(tolerancePercent).movePointLeft(2);
            if (measure == Measure.COST_USD) {
                tolerated =
                        tolerated.add(ROUNDING.multiply(BigDecimal.valueOf(Math.max(ours.calls(), theirs.calls()))));
            }
            boolean differs = counted.subtract(reported).abs().compareTo(tolerated) > 0;
            comparisons.add(new Comparison(by, name, measure, counted, reported, differs));
        }
    }
}
