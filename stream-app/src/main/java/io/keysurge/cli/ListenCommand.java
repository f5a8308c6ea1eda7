// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.ListenConfig;
import io.keysurge.listen.ListenService;
import io.keysurge.runtime.ServiceRunner;
import io.keysurge.runtime.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the listener. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "Takes usage over HTTP until it is told to stop, and publishes it.",
            "A request is acknowledged when the broker has confirmed everything in it; what is refused is kept on the"
                    + " rejected topic and told in the answer."
        })
final class ListenCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--otlp",
            paramLabel = "PORT",
            description = "Take OTLP/HTTP traces on this port: POST /v1/traces, JSON or protobuf, also gzip.")
    private @Nullable String otlp;

    @Option(
            names = "--litellm",
            paramLabel = "PORT",
            description = "Take LiteLLM's generic logging callback on this port (GENERIC_LOGGER_ENDPOINT).")
    private @Nullable String litellm;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address that senders reach: 127.0.0.1 unless given; others need the setting listen.token.")
    private @Nullable String bind;

    @Option(names = "--print-config", description = "Print the settings in force and where each came from, and end.")
    private boolean printConfig;

    @Override
    public Integer call() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, ListenConfig.OTLP_PORT, otlp);
        put(options, ListenConfig.LITELLM_PORT, litellm);
        put(options, ListenConfig.HOST, bind);
        Settings settings = common.settings(ListenConfig.definition(), options);
        if (printConfig) {
            System.out.print(settings.print());
            return ExitCode.OK;
        }
        return ServiceRunner.run(new ListenService(settings, System.err::println), System.err);
    }

    private static void put(Map<String, String> options, String setting, @Nullable String value) {
        if (value != null) {
            options.put(setting, value);
        }
    }
}
