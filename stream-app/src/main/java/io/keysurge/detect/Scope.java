// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What its owner declared that an identity is for.
 *
 * @param models models that it may use; empty when none are declared
 * @param regions regions that it may call from; empty when none are declared
 * @param operations operations that it may ask for; empty when none are declared
 * @param dataClassification highest class of data that it may reach; null when not declared
 * @param admin true when its privileges make it an administrator
 */
public record Scope(
        Set<String> models,
        Set<String> regions,
        Set<String> operations,
        @Nullable String dataClassification,
        boolean admin) {

    private static final String GRAVEST = "restricted";

    /** Nothing was declared. */
    public static final Scope NONE = of(Set.of(), Set.of());

    public Scope {
        models = Set.copyOf(models);
        regions = Set.copyOf(regions);
        operations = Set.copyOf(operations);
    }

    static Scope of(Set<String> models, Set<String> regions) {
        return new Scope(models, regions, Set.of(), null, false);
    }

    /** True when the gravest class of data is within reach. */
    boolean reachesGravestData() {
        return dataClassification != null && dataClassification.equalsIgnoreCase(GRAVEST);
    }

    /** True when there is anything that a call could be outside of. */
    boolean isDeclared() {
        return admin || dataClassification != null || !models.isEmpty() || !regions.isEmpty() || !operations.isEmpty();
    }
}
