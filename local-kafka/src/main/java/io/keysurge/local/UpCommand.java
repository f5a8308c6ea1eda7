// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.home.AskedPorts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Starts what does not run yet, in the background; data of earlier runs is kept.")
final class UpCommand implements Callable<Integer> {
    private static final String PORT = "PORT";

    /** What can be started alone. */
    enum Part {
        kafka
    }

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Option(
            names = "--only",
            description = "${COMPLETION-CANDIDATES}: broker and registry, without detector and alert sink.")
    private @Nullable Part only;

    @Option(
            names = "--kafka-port",
            paramLabel = PORT,
            description = "For Kafka clients; 0 picks a free one (default: 21092).")
    private @Nullable Integer kafkaPort;

    @Option(names = "--registry-port", paramLabel = PORT, description = "For schema registry clients (default: 21081).")
    private @Nullable Integer registryPort;

    @Option(names = "--detector-port", paramLabel = PORT, description = "The detector's health (default: 21100).")
    private @Nullable Integer detectorPort;

    @Option(names = "--sink-port", paramLabel = PORT, description = "The alert sink's health (default: 21101).")
    private @Nullable Integer sinkPort;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = StatusTable.out(spec);
        var asked = new AskedPorts(kafkaPort, registryPort, detectorPort, sinkPort);
        return StatusTable.print(options.installation(out).up(asked, only != null), out);
    }
}
