// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.detect.Tuning;
import io.keysurge.detect.Tuning.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the registry says of how an identity is judged becomes what judgement takes. */
final class TuningTranslation {

    /** Stands for every alert type. */
    private static final String ALL = "*";

    private TuningTranslation() {}

    static Tuning tuning(IdentityRecord identity) {
        if (identity.getSensitivities().isEmpty() && identity.getTolerances().isEmpty()) {
            return Tuning.NONE;
        }
        return new Tuning(
                sensitivities(identity.getSensitivities()),
                identity.getTolerances().stream()
                        .map(TuningTranslation::tolerance)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Map<AlertKind, Double> sensitivities(Map<String, Double> said) {
        Map<AlertKind, Double> sensitivities = new EnumMap<>(AlertKind.class);
        double all = said.getOrDefault(ALL, 1.0);
        for (AlertKind kind : AlertKind.values()) {
            double sensitivity = all * said.getOrDefault(kind.name(), 1.0);
            if (sensitivity != 1) {
                sensitivities.put(kind, sensitivity);
            }
        }
        return sensitivities;
    }

    /** Empty when it concerns only alerts that this detector does not raise: an empty set would mean all. */
    private static Optional<Tolerance> tolerance(io.keysurge.contract.Tolerance said) {
        Set<AlertKind> kinds = kinds(said.getAlertTypes());
        if (kinds.isEmpty() && !said.getAlertTypes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Tolerance(
                kinds, said.getFrom().toEpochMilli(), said.getUntil().toEpochMilli(), said.getCeiling()));
    }

    private static Set<AlertKind> kinds(Collection<String> names) {
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        Arrays.stream(AlertKind.values())
                .filter(kind -> names.contains(kind.name()))
                .forEach(kinds::add);
        return kinds;
    }

    static void write(Tuning tuning, StateWriter out) {
        out.number(tuning.sensitivities().size());
        ordered(tuning.sensitivities()).forEach((kind, sensitivity) -> {
            out.text(kind.name());
            out.real(sensitivity);
        });
        out.number(tuning.tolerances().size());
        for (Tolerance tolerance : tuning.tolerances()) {
            out.number(tolerance.kinds().size());
            tolerance.kinds().stream().sorted().forEach(kind -> out.text(kind.name()));
            out.number(tolerance.from());
            out.number(tolerance.until());
            Double ceiling = tolerance.ceiling();
            out.real(ceiling == null ? 0 : ceiling);
        }
    }

    private static Map<AlertKind, Double> ordered(Map<AlertKind, Double> said) {
        Map<AlertKind, Double> ordered = new EnumMap<>(AlertKind.class);
        ordered.putAll(said);
        return ordered;
    }

    static Tuning read(StateReader in) {
        Map<AlertKind, Double> sensitivities = new EnumMap<>(AlertKind.class);
        int said = in.count();
        for (int i = 0; i < said; i++) {
            sensitivities.put(AlertKind.valueOf(in.name()), in.real());
        }
        int count = in.count();
        List<Tolerance> tolerances = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tolerances.add(readTolerance(in));
        }
        return sensitivities.isEmpty() && tolerances.isEmpty() ? Tuning.NONE : new Tuning(sensitivities, tolerances);
    }

    private static Tolerance readTolerance(StateReader in) {
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            kinds.add(AlertKind.valueOf(in.name()));
        }
        long from = in.number();
        long until = in.number();
        double ceiling = in.real();
        return new Tolerance(kinds, from, until, ceiling == 0 ? null : ceiling);
    }
}
