// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.Budget;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.identities.Changes;
import io.keysurge.identities.Declared;
import io.keysurge.identities.IdentityFolder;
import io.keysurge.identities.InvalidIdentitiesException;
import io.keysurge.identities.Plan;
import io.keysurge.identities.Registry;
import io.keysurge.json.RecordJson;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.usage.SharedBudgetRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The registry of identities, as code and as it is. */
@Command(
        name = "identities",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Who every machine identity is, and what groups of them may consume together: files are checked, compared with the registry, and applied.",
        subcommands = {IdentitiesDriftCommand.class, IdentitiesImportCommand.class})
final class IdentitiesCommand {

    private static final String FOLDER = "Folder with .yaml files of identities and shared budgets, or one such file.";

    @Spec
    private CommandSpec spec;

    IdentitiesCommand() {
        spec = CommandSpec.create();
    }

    /** Which identities are shown. */
    static final class Filter {
        @Option(names = "--owner", paramLabel = "OWNER", description = "Only this owner's.")
        private @Nullable String owner;

        @Option(names = "--business-unit", paramLabel = "UNIT", description = "Only this business unit's.")
        private @Nullable String businessUnit;

        @Option(names = "--environment", paramLabel = "NAME", description = "Only those of this environment.")
        private @Nullable String environment;

        private boolean shows(IdentityRecord identity) {
            return is(owner, identity.getOwner())
                    && is(businessUnit, identity.getBusinessUnit())
                    && is(environment, identity.getEnvironment());
        }

        private static boolean is(@Nullable String wanted, @Nullable String found) {
            return wanted == null || wanted.equals(found);
        }
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Checks files, and names every mistake with its file and line. Needs no broker.")
    int validate(@Parameters(paramLabel = "DIR", description = FOLDER) Path folder)
            throws IOException, InvalidIdentitiesException {
        Declared declared = IdentityFolder.read(folder);
        say(declared.identities().size() + " identities, "
                + declared.sharedBudgets().size() + " groups with shared budgets, no mistake.");
        return ExitCode.OK;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = {"Shows what apply would write.", "Exit code 0: nothing to do. 2: there is. 1: it failed."})
    int plan(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "DIR", description = FOLDER) Path folder,
            @Option(names = "--remove", description = "Also take out of the registry what is in no file.")
                    boolean remove)
            throws IOException, InvalidIdentitiesException {
        Plan plan = Plan.between(registry(common), IdentityFolder.read(folder), remove);
        print(plan);
        return plan.isEmpty() ? ExitCode.OK : 2;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Writes what plan shows: all of it, or nothing where a file has a mistake or the broker does not take it.",
                "The detector judges by it from the next event on, and a replay does so from the same event."
            })
    int apply(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "DIR", description = FOLDER) Path folder,
            @Option(names = "--remove", description = "Also take out of the registry what is in no file.")
                    boolean remove,
            @Option(
                            names = "--effective-from",
                            paramLabel = "TIME",
                            description =
                                    "Event time from which the changes of identities hold, such as 2026-11-24T00:00:00Z. Default: from their arrival, as those of shared budgets do.")
                    @Nullable
                    Instant effectiveFrom)
            throws IOException, InvalidIdentitiesException {
        Declared declared = IdentityFolder.read(folder);
        Registry registry = registry(common);
        Plan plan = Plan.between(registry, declared, remove);
        print(plan);
        if (!plan.isEmpty()) {
            registry.apply(plan, effectiveFrom);
            say("Applied.");
        }
        return ExitCode.OK;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists who is registered.")
    int list(
            @Mixin CommonOptions common,
            @Mixin Filter filter,
            @Option(names = "--json", description = "Print JSON Lines with the schema's field names.") boolean json) {
        int shown = 0;
        for (IdentityRecord identity : registry(common).identities().values()) {
            if (filter.shows(identity)) {
                say(json ? RecordJson.write(identity) : line(identity));
                shown++;
            }
        }
        if (!json) {
            say(shown + " identities.");
        }
        return ExitCode.OK;
    }

    @Command(
            name = "budgets",
            mixinStandardHelpOptions = true,
            description = "Lists what groups of identities may consume together.")
    int budgets(
            @Mixin CommonOptions common,
            @Option(names = "--json", description = "Print JSON Lines with the schema's field names.") boolean json) {
        var groups = registry(common).sharedBudgets().values();
        groups.forEach(group -> say(json ? RecordJson.write(group) : line(group)));
        if (!json) {
            say(groups.size() + " groups with shared budgets.");
        }
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one identity as it is registered.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID", description = "Which.") String id) {
        IdentityRecord identity = registry(common).identities().get(id);
        if (identity == null) {
            throw new ParameterException(
                    spec.commandLine(), id + ": not registered (expected: one that `identities list` shows)");
        }
        say(RecordJson.toTree(identity).toPrettyString());
        return ExitCode.OK;
    }

    static Registry registry(CommonOptions common) {
        Settings settings = common.settings();
        return new Registry(CommonSettings.topics(settings), settings.clientSettings());
    }

    private void print(Plan plan) {
        print(plan.identities(), plan.removing(), IdentitiesCommand::line);
        print(plan.sharedBudgets(), plan.removing(), IdentitiesCommand::line);
        String kept = plan.removing() || plan.unnamed() == 0
                ? ""
                : "; " + plan.unnamed() + " that no file names stay as they are (--remove takes them out)";
        say(String.format(
                Locale.ROOT,
                "%d to add, %d to change, %d to remove, %d as they should be%s.",
                plan.added(),
                plan.changed(),
                plan.removing() ? plan.unnamed() : 0,
                plan.unchanged(),
                kept));
    }

    private <V extends SpecificRecord> void print(Changes<V> changes, boolean removing, Function<V, String> line) {
        new TreeMap<>(changes.added()).values().forEach(added -> say("+ " + line.apply(added)));
        new TreeMap<>(changes.changed()).forEach((key, change) -> {
            say("~ " + key);
            change.fields().forEach((field, values) -> say("    " + field + ": " + values));
        });
        if (removing) {
            new TreeMap<>(changes.removed()).keySet().forEach(key -> say("- " + key));
        }
    }

    private static String line(IdentityRecord identity) {
        return AlertLine.printable(String.format(
                Locale.ROOT,
                "%-32s %-15s %-12s %-11s owner %s, business unit %s%s",
                identity.getIdentityId(),
                identity.getKind(),
                dash(identity.getEnvironment()),
                identity.getCriticality(),
                dash(identity.getOwner()),
                dash(identity.getBusinessUnit()),
                identity.getNeverAutoRevoke() ? ", never revoked automatically" : ""));
    }

    private static String line(SharedBudgets shared) {
        String budgets =
                shared.getBudgets().stream().map(IdentitiesCommand::line).collect(Collectors.joining("; "));
        return AlertLine.printable(String.format(
                Locale.ROOT,
                "%-32s %s",
                SharedBudgetRules.key(shared.getScope(), shared.getName()),
                budgets.isEmpty() ? "no budgets" : budgets));
    }

    private static String line(Budget budget) {
        BigDecimal limit = budget.getLimit().stripTrailingZeros();
        return String.format(
                Locale.ROOT,
                "%s %s, %,." + Math.max(0, limit.scale()) + "f %s per %s",
                budget.getHard() ? "hard budget" : "soft limit",
                budget.getName(),
                limit,
                budget.getUnit(),
                budget.getPeriod());
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
