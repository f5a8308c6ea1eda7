// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.app.Detector;
import io.keysurge.config.DetectorConfig;
import io.keysurge.runtime.ServiceRunner;
import io.keysurge.runtime.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the detector. */
@Command(
        name = "detector",
        mixinStandardHelpOptions = true,
        description = "Runs the detector until it is told to stop: usage in, alerts out.")
final class DetectorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Option(names = "--print-config", description = "Print the settings in force and where each came from, and end.")
    private boolean printConfig;

    @Override
    public Integer call() {
        Settings settings = common.settings(DetectorConfig.definition());
        if (printConfig) {
            System.out.print(settings.print());
            return ExitCode.OK;
        }
        return ServiceRunner.run(new Detector(settings), System.err);
    }
}
