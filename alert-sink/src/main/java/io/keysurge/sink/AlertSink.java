// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.runtime.ConfigFiles;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.ServiceRunner;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The revocation hook as a process. */
@Command(
        name = "keysurge-alert-sink",
        mixinStandardHelpOptions = true,
        description = "Reads alerts, decides under guard rails what may be done, records every decision,"
                + " and in live mode carries it out.")
public final class AlertSink implements Callable<Integer> {

    private static final int WRONG_SETTINGS = 2;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file; may be given several times, later ones win.")
    private List<Path> files = List.of();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One setting; wins over files and environment.")
    private Map<String, String> flags = new LinkedHashMap<>();

    @Option(names = "--print-config", description = "Print what is in force and where it came from, and end.")
    private boolean printConfig;

    @Spec
    private CommandSpec command;

    private final Map<String, String> environment;
    private final Path workingDirectory;

    AlertSink(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory;
        this.command = CommandSpec.create();
    }

    /** Runs until SIGTERM; exit code 0 then, 1 after a fatal error, 2 when the settings are wrong. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new AlertSink(System.getenv(), Path.of(""))).execute(arguments));
    }

    static CommandLine commandLine(AlertSink sink) {
        // Arguments are data, not names of files to read arguments from.
        return new CommandLine(sink).setExpandAtFiles(false);
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        try {
            Settings settings = Settings.load(
                    SinkSettings.definition(),
                    ConfigFiles.inForce(environment, workingDirectory, files),
                    environment,
                    flags);
            if (printConfig) {
                out.print(settings.print());
                out.flush();
                return ServiceRunner.STOPPED;
            }
            return ServiceRunner.run(new SinkService(settings, InstantSource.system()), System.err);
        } catch (InvalidSettingsException e) {
            PrintWriter err = command.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return WRONG_SETTINGS;
        }
    }
}
