// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.identities.Changes;
import io.keysurge.identities.IdentityFolder;
import io.keysurge.identities.InvalidIdentitiesException;
import io.keysurge.identities.RegistryTopic;
import io.keysurge.json.RecordJson;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        description = "Who every machine identity is: files are checked, compared with the registry, and applied.",
        subcommands = {IdentitiesDriftCommand.class, IdentitiesImportCommand.class})
final class IdentitiesCommand {

    private static final String FOLDER = "Folder with .yaml files of identities, or one such file.";

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
        say(IdentityFolder.read(folder).size() + " identities, no mistake.");
        return ExitCode.OK;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = {"Shows what apply would write.", "Exit code 0: nothing to do. 2: there is. 1: it failed."})
    int plan(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "DIR", description = FOLDER) Path folder,
            @Option(names = "--remove", description = "Also take out of the registry who is in no file.")
                    boolean remove)
            throws IOException, InvalidIdentitiesException {
        Changes changes = Changes.between(registry(common).read(), IdentityFolder.read(folder));
        print(changes, remove);
        return changes.isEmpty(remove) ? ExitCode.OK : 2;
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
            @Option(names = "--remove", description = "Also take out of the registry who is in no file.")
                    boolean remove,
            @Option(
                            names = "--effective-from",
                            paramLabel = "TIME",
                            description =
                                    "Event time from which the changes hold, such as 2026-11-24T00:00:00Z. Default: from their arrival.")
                    @Nullable
                    Instant effectiveFrom)
            throws IOException, InvalidIdentitiesException {
        Map<String, IdentityRecord> declared = IdentityFolder.read(folder);
        RegistryTopic registry = registry(common);
        Changes changes = Changes.between(registry.read(), declared);
        print(changes, remove);
        if (!changes.isEmpty(remove)) {
            registry.write(changes.toWrite(remove, effectiveFrom));
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
        for (IdentityRecord identity : registry(common).read().values()) {
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

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one identity as it is registered.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID", description = "Which.") String id) {
        IdentityRecord identity = registry(common).read().get(id);
        if (identity == null) {
            throw new ParameterException(
                    spec.commandLine(), id + ": not registered (expected: one that `identities list` shows)");
        }
        say(RecordJson.toTree(identity).toPrettyString());
        return ExitCode.OK;
    }

    static RegistryTopic registry(CommonOptions common) {
        Settings settings = common.settings();
        return new RegistryTopic(CommonSettings.topics(settings).identities().name(), settings.clientSettings());
    }

    private void print(Changes changes, boolean remove) {
        new TreeMap<>(changes.added()).values().forEach(identity -> say("+ " + line(identity)));
        new TreeMap<>(changes.changed()).forEach((id, change) -> {
            say("~ " + id);
            change.fields().forEach((field, values) -> say("    " + field + ": " + values));
        });
        if (remove) {
            new TreeMap<>(changes.removed()).keySet().forEach(id -> say("- " + id));
        }
        String kept = remove || changes.removed().isEmpty()
                ? ""
                : "; " + changes.removed().size() + " that no file names stay as they are (--remove takes them out)";
        say(String.format(
                Locale.ROOT,
                "%d to add, %d to change, %d to remove, %d as they should be%s.",
                changes.added().size(),
                changes.changed().size(),
                remove ? changes.removed().size() : 0,
                changes.unchanged(),
                kept));
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

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
