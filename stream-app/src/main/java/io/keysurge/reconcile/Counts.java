// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import io.keysurge.contract.SpendRollup;
import io.keysurge.spend.Costing;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one side counted in a day, by model and by identity. */
public final class Counts {

    private static final String DOLLARS = "USD";

    private final Predicate<String> models;
    private final EnumSet<Measure> measures;
    private final Map<String, Figures> byModel = new TreeMap<>();
    private final Map<String, Figures> byIdentity = new TreeMap<>();

    /**
     * Nothing yet.
     *
     * @param models which models count
     * @param measures what this side knows
     */
    Counts(Predicate<String> models, Set<Measure> measures) {
        this.models = models;
        this.measures = EnumSet.copyOf(measures);
    }

    /**
     * What the roll-ups of a day say.
     *
     * @param models which models count
     */
    public static Counts of(Iterable<SpendRollup> rollups, Predicate<String> models) {
        Counts counts = new Counts(models, EnumSet.allOf(Measure.class));
        for (SpendRollup rollup : rollups) {
            BigDecimal dollars = Costing.recorded().of(rollup).amounts().getOrDefault(DOLLARS, BigDecimal.ZERO);
            counts.add(
                    rollup.getModel(),
                    rollup.getIdentityId(),
                    new Figures(
                            rollup.getCalls(),
                            rollup.getInputTokens(),
                            rollup.getOutputTokens(),
                            rollup.getCacheReadTokens(),
                            dollars));
        }
        return counts;
    }

    /**
     * Adds what was counted.
     *
     * @param model null or empty when it is not known
     * @param identity null when it is not known
     */
    void add(@Nullable String model, @Nullable String identity, Figures figures) {
        String name = model == null ? "" : model;
        if (!models.test(name)) {
            return;
        }
        byModel.merge(name, figures, Figures::plus);
        if (identity != null) {
            byIdentity.merge(identity, figures, Figures::plus);
        }
    }

    /** Takes back that this side knows something. */
    void doesNotKnow(Measure measure) {
        measures.remove(measure);
    }

    Set<Measure> measures() {
        return measures;
    }

    Map<String, Figures> byModel() {
        return byModel;
    }

    Map<String, Figures> byIdentity() {
        return byIdentity;
    }
}
