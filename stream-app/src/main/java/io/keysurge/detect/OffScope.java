// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OFF_SCOPE: a call is answered that is not what its identity's owner declared: by another model, from another region,
 * for another operation, with graver data, or for a key that is meant to administer. What was refused did no harm.
 */
final class OffScope {

    static final String UNIT = "calls";

    /** What the subject begins with when a class of data is above the declared one. */
    static final String DATA = "data of class ";
    /** The subject when an administrator's key asks a model. */
    static final String INFERENCE = "inference by an admin key";

    private static final int SEVERITY = 3;
    /** Classes of data that have an order, the gravest last. */
    private static final List<String> CLASSES = List.of("public", "internal", "confidential", "restricted");

    /** Every way in which one call is outside of what was declared. */
    List<Signal> judge(Scope scope, Usage usage, long minute) {
        if (!usage.isServed()) {
            return List.of();
        }
        List<Signal> signals = new ArrayList<>(0);
        if (isOutside(scope.models(), usage.model())) {
            signals.add(signal("model " + usage.model(), usage, minute));
        }
        if (isOutside(scope.regions(), usage.region())) {
            signals.add(signal("region " + usage.region(), usage, minute));
        }
        if (isOutside(scope.operations(), usage.operation())) {
            signals.add(signal("operation " + usage.operation(), usage, minute));
        }
        if (isAbove(scope.dataClassification(), usage.dataClassification())) {
            signals.add(signal(DATA + usage.dataClassification(), usage, minute));
        }
        // Whoever declares models means them to be asked.
        if (scope.admin() && scope.models().isEmpty() && usage.model() != null) {
            signals.add(signal(INFERENCE, usage, minute));
        }
        return signals;
    }

    private static boolean isOutside(Set<String> declared, @Nullable String used) {
        return !declared.isEmpty() && used != null && !used.isEmpty() && !declared.contains(used);
    }

    private static boolean isAbove(@Nullable String declared, @Nullable String used) {
        if (used == null) {
            return false;
        }
        int most = rank(declared);
        return most >= 0 && rank(used) > most;
    }

    /** Negative for a word that has no place in the order: nobody can say what is above it. */
    private static int rank(@Nullable String dataClassification) {
        return dataClassification == null ? -1 : CLASSES.indexOf(dataClassification.toLowerCase(Locale.ROOT));
    }

    private static Signal signal(String subject, Usage usage, long minute) {
        return new Signal(AlertKind.OFF_SCOPE, subject, minute, 1, UNIT, usage.calls(), 0, 0, SEVERITY, 1);
    }
}
