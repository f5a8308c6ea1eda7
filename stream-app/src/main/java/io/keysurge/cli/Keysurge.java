// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.contract.Contracts;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one command for each thing that can be done with the house. */
@Command(
        name = "keysurge",
        mixinStandardHelpOptions = true,
        versionProvider = Keysurge.Version.class,
        description = "Watches how fast machine identities consume LLM tokens.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SetupCommand.class,
            DetectorCommand.class,
            LoadCommand.class,
            ListenCommand.class,
            AlertsCommand.class,
            DetectCommand.class,
            ReplayCommand.class,
            WhatIfCommand.class,
            ExplainCommand.class,
            IdentitiesCommand.class,
            SpendCommand.class,
            ReconcileCommand.class,
            ExposeCommand.class,
            FingerprintCommand.class,
            ReviewsCommand.class,
            CaseCommand.class,
            TimelineCommand.class,
            LabelCommand.class,
            LabelsCommand.class,
            RejectedCommand.class,
            QualityCommand.class,
            ExportCommand.class,
            DemoCommand.class
        })
public final class Keysurge {

    Keysurge() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with every command, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        Contracts.trust();
        return new CommandLine(new Keysurge())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureSentence(System.getenv("KEYSURGE_DEBUG") != null));
    }

    /** The version that the jar's manifest names. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Keysurge.class.getPackage().getImplementationVersion();
            return new String[] {"keysurge " + (version == null ? "(built from source)" : version)};
        }
    }
}
