// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.contract.ResponseStep;
import io.keysurge.operate.Operator;
import io.keysurge.operate.Operator.PolicyReader;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.runtime.Settings;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;

/** The operator's front door: {@code actions}, {@code halt} and {@code resume}. */
public final class SinkOperator {

    private SinkOperator() {}

    /** The command line with every command, for {@link #main} and for tests. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return Operator.commandLine(environment, new PolicyReader() {
            @Override
            public ConfigDef definition() {
                return SinkSettings.definition();
            }

            @Override
            public PolicySettings read(Settings settings) {
                return SinkPlan.of(settings).policy();
            }

            @Override
            public String plan(Settings settings, String name, ResponseStep step, AlertFacts facts) {
                for (Connector connector : SinkPlan.of(settings).connectors(InstantSource.system(), Map.of())) {
                    try (connector) {
                        if (connector.name().equals(name)) {
                            return connector.plan(step, facts);
                        }
                    }
                }
                return "nothing: the connector " + name + " is not set up";
            }
        });
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }
}
