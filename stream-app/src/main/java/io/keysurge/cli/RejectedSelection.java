// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.rejected.Coordinates;
import io.keysurge.rejected.RejectedFilter;
import io.keysurge.usage.RefusalReason;
import io.keysurge.wording.NearestName;
import io.keysurge.wording.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which refused records a command is about. */
final class RejectedSelection {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those refused for this reason, such as unknown_schema; may be given several times.")
    private List<String> reasons = new ArrayList<>();

    @Option(
            names = "--producer",
            paramLabel = "NAME",
            description = "Only those that name this producer; \"\" is those that name none or cannot be read.")
    private @Nullable String producer;

    @Option(names = "--identity", paramLabel = "ID", description = "Only those about this identity.")
    private @Nullable String identity;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only those refused at this instant or later, such as 2026-11-24T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those refused before this instant.")
    private @Nullable Instant to;

    RejectedSelection() {
        spec = CommandSpec.create();
    }

    /**
     * As a filter.
     *
     * @throws ParameterException when something in it cannot be
     */
    RejectedFilter filter(List<String> places) {
        Set<Coordinates> coordinates = new HashSet<>();
        places.forEach(place -> coordinates.add(coordinates(place)));
        reasons.forEach(this::checkReason);
        try {
            return new RejectedFilter(coordinates, Set.copyOf(reasons), producer, identity, from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private Coordinates coordinates(String place) {
        try {
            return Coordinates.parse(place);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "PARTITION:OFFSET: " + e.getMessage());
        }
    }

    private void checkReason(String reason) {
        List<String> known =
                Arrays.stream(RefusalReason.values()).map(RefusalReason::label).toList();
        if (!known.contains(reason)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reason: " + Redaction.quote(reason) + " (expected: one of " + String.join(", ", known) + ")"
                            + NearestName.hint(known, reason));
        }
    }
}
