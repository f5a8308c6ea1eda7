// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** What a person says to the sinks. Exit code 1: it cannot be done, with one sentence why; 2: not asked for properly. */
@Command(
        name = "keysurge",
        mixinStandardHelpOptions = true,
        subcommands = {
            ActionsCommand.class,
            HaltCommand.class,
            ResumeCommand.class,
            AuditCommand.class,
            ContainCommand.class,
            PolicyCommand.class
        },
        description = "Shows what the sinks decided, and says yes, no or stop.")
public final class Operator {

    private Operator() {}

    /** How the sink reads its policy from settings. */
    public interface PolicyReader {

        /** The settings that it knows. */
        ConfigDef definition();

        /**
         * The policy.
         *
         * @throws InvalidSettingsException when settings contradict each other
         */
        PolicySettings read(Settings settings);

        /** What a connector would do, in one sentence; says so where it is not set up. Calls nobody. */
        String plan(Settings settings, String connector, ResponseStep step, AlertFacts facts);
    }

    /** The command line. */
    public static CommandLine commandLine(Map<String, String> environment, PolicyReader policies) {
        Contracts.trust();
        var operator = new Operator();
        return new CommandLine(operator, factory(environment, policies))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> say(failure, command));
    }

    /** Desks know the environment from whoever started the process. */
    private static CommandLine.IFactory factory(Map<String, String> environment, PolicyReader policies) {
        CommandLine.IFactory usual = CommandLine.defaultFactory();
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == DeskOptions.class
                        ? type.cast(new DeskOptions(environment, policies))
                        : usual.create(type);
            }
        };
    }

    private static int say(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof IllegalArgumentException || failure instanceof InvalidSettingsException) {
            PrintWriter err = command.getErr();
            err.println(failure.getMessage());
            err.flush();
            return failure instanceof InvalidSettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
