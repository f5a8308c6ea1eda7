// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.process.StartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line: {@code up}, {@code down} and {@code status} of a local installation. */
@Command(
        name = "keysurge",
        description = "Runs Kafka, a schema registry and Keysurge's services on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = LocalKafka.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, KeycloakCommand.class})
public final class LocalKafka {
    private static final String LOGGING = "logback.configurationFile";

    private LocalKafka() {}

    /** Exit codes: 0 done, 1 not done and why on stderr, 2 wrong use. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "io/keysurge/local/command-line-logback.xml");
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LocalKafka()).setExecutionExceptionHandler(LocalKafka::explain);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof StartException) {
            command.getErr().println(e.getMessage());
            return 1;
        }
        throw e;
    }

    /** What the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LocalKafka.class.getPackage().getImplementationVersion();
            return new String[] {"Keysurge " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
