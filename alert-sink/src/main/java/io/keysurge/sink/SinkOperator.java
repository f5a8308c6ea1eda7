// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.operate.Operator;
import io.keysurge.operate.Operator.PolicyReader;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.runtime.Settings;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;

/** The operator's front door: {@code actions}, {@code halt} and {@code resume}. */
public final class SinkOperator {

    private SinkOperator() {}

    /** The command line as this process offers it. */
    static CommandLine commandLine(Map<String, String> environment) {
        return Operator.commandLine(environment, new PolicyReader() {
            @Override
            public ConfigDef definition() {
                return SinkSettings.definition();
            }

            @Override
            public PolicySettings read(Settings settings) {
                return SinkPlan.of(settings).policy();
            }
        });
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }
}
