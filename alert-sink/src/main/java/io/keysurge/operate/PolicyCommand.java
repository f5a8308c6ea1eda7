// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.consume.Recorder;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.ledger.KnownActions;
import io.keysurge.revoke.Policy;
import io.keysurge.revoke.PolicySettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What settings of the policy would have done. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Tries a policy on alerts that were raised; calls nobody and writes nothing.")
final class PolicyCommand {

    private static final int REMEMBERED = 1_000_000;
    private static final Duration NO_CASES = Duration.ZERO;
    private static final String NO_HASH = "0".repeat(16);

    @Spec
    private CommandSpec spec;

    PolicyCommand() {
        spec = CommandSpec.create();
    }

    /** What one run adds up to. */
    private static final class Sum {
        private final Map<ResponseStep, Set<String>> taken = new TreeMap<>();
        private final Map<String, Integer> heldBack = new TreeMap<>();
        private long alerts;
    }

    @Command(
            name = "test",
            description = {
                "Decides on every alert as if it had just been raised, everything live, under the settings of --policy and --set.",
                "Prints each protective step that would have been taken or held back, and by which guard rail. The registry of identities is asked as it is now."
            },
            mixinStandardHelpOptions = true)
    void test(
            @Mixin DeskOptions desk,
            @Option(
                            names = "--policy",
                            paramLabel = "FILE",
                            description = "Properties file with the sink's settings to try, over the installation's.")
                    @Nullable
                    Path policy,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "Alerts raised from then on, such as 2026-11-24T00:00:00Z.")
                    @Nullable
                    Instant from,
            @Option(names = "--to", paramLabel = "TIME", description = "Alerts raised before then.") @Nullable
                    Instant to) {
        PolicySettings settings = live(desk.policy(policy));
        var known = new KnownActions(REMEMBERED);
        var sum = new Sum();
        try (Desk opened = desk.open()) {
            var recorder = new Recorder(new Policy(settings, opened.register()), List.of(), NO_CASES, NO_HASH);
            opened.alerts((alert, source) -> {
                boolean within = (from == null || !alert.getRaisedAt().isBefore(from))
                        && (to == null || alert.getRaisedAt().isBefore(to));
                if (within) {
                    decide(recorder, known, sum, alert, source);
                }
            });
        }
        summarise(sum);
    }

    /** Alerts as they came, each decided on at the moment at which it was raised. */
    private void decide(Recorder recorder, KnownActions known, Sum sum, Alert alert, EventReference source) {
        sum.alerts++;
        for (ActionRecord action : recorder.decide(alert, source, known, alert.getRaisedAt())) {
            if (action.getStep() == ResponseStep.RECORD) {
                continue;
            }
            List<String> failed = action.getGuardRails().stream()
                    .filter(check -> !check.getPassed())
                    .map(GuardRailCheck::getGuardRail)
                    .toList();
            if (failed.isEmpty()) {
                sum.taken
                        .computeIfAbsent(action.getStep(), step -> new TreeSet<>())
                        .add(action.getIdentityId());
            }
            failed.forEach(rail -> sum.heldBack.merge(rail, 1, Integer::sum));
            if (action.getStep().compareTo(ResponseStep.NOTIFY_RESPONDERS) > 0) {
                say(String.format(
                        Locale.ROOT,
                        "%s  %-17s severity %d  %-28s %-8s %s",
                        alert.getRaisedAt(),
                        alert.getType(),
                        alert.getSeverity(),
                        alert.getIdentityId(),
                        action.getStep(),
                        failed.isEmpty() ? "WOULD BE TAKEN" : "held back by " + String.join(", ", failed)));
            }
        }
    }

    private void summarise(Sum sum) {
        say(String.format(Locale.ROOT, "%,d alert records decided on as if live.", sum.alerts));
        sum.taken.forEach((step, identities) ->
                say(String.format(Locale.ROOT, "%-17s would be taken for %,d identities", step, identities.size())));
        sum.heldBack.forEach(
                (rail, count) -> say(String.format(Locale.ROOT, "%-20s held back %,d steps", rail, count)));
    }

    /** The same policy as if every connector were live; types that are kept in dry run stay so. */
    private static PolicySettings live(PolicySettings settings) {
        return new PolicySettings(
                settings.rest().in(ActionMode.LIVE),
                settings.routes().stream()
                        .map(route -> route.in(ActionMode.LIVE))
                        .toList(),
                settings.dryRunTypes(),
                settings.neverAutoAct(),
                settings.maxActionAge(),
                settings.secondSignalWindow(),
                settings.limits());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
