// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.alerts.Tailed;
import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.demo.Containment;
import io.keysurge.demo.Demo;
import io.keysurge.demo.DemoPlan;
import io.keysurge.demo.DemoRealmAccess;
import io.keysurge.demo.DemoSummary;
import io.keysurge.demo.DemoVoice;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the house at work. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "On a running house: 200 identities live five days in a few seconds, then the last twelve minutes play in"
                    + " about forty seconds with three stories in them.",
            "Exit code 0 only if all three were caught, each followed by a dry-run action, and nobody else was accused."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "What chance is rolled from: who lives, and how. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--live-sink",
            description =
                    "The sink suspends the stolen key in a real Keycloak, which the launcher starts for it; then a person undoes it.")
    private boolean liveSink;

    @Option(
            names = "--operator",
            hidden = true,
            paramLabel = "JAR",
            description = "Where a person's commands are; the launcher says it.")
    private @Nullable Path operator;

    @Option(names = "--json", description = "Print the summary as JSON; everything else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = common.settings(DetectorConfig.definition());
        InstantSource clock = InstantSource.system();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Terminal terminal = Terminal.current();
        Telling telling = new Telling(
                json ? err : out,
                new ProgressLine(err, terminal.interactive(), System::nanoTime),
                terminal.coloured() && !json);
        DemoSummary summary;
        try {
            summary = new Demo(
                            settings.clientSettings(),
                            CommonSettings.topics(settings),
                            DetectorConfig.applicationId(settings),
                            DemoPlan.of(seed, clock.instant()),
                            telling,
                            containment(settings, telling),
                            clock)
                    .run();
        } finally {
            telling.progress.clear();
        }
        if (json) {
            out.println(SummaryText.json(summary));
        } else {
            SummaryText.lines(summary).forEach(out::println);
        }
        out.flush();
        return summary.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Optional<Containment> containment(Settings settings, DemoVoice voice) {
        if (!liveSink) {
            return Optional.empty();
        }
        if (operator == null) {
            throw new ParameterException(
                    spec.commandLine(), "--live-sink: without --operator (expected: ./keysurge demo --live-sink)");
        }
        List<String> options = new ArrayList<>();
        for (String name : List.of("bootstrap.servers", "schema.registry.url")) {
            options.addAll(List.of("--set", name + "=" + String.join(",", settings.list(name))));
        }
        return Optional.of(new Containment(
                DemoRealmAccess.of(System.getenv()),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        operator.toString(),
                        "io.keysurge.sink.SinkOperator"),
                options,
                voice));
    }

    /** Tells it to whoever watches. */
    private record Telling(PrintWriter out, ProgressLine progress, boolean coloured) implements DemoVoice {

        @Override
        public void step(String what) {
            print(what);
        }

        @Override
        public void progress(String what, long count, double part) {
            progress.show(what, count, part);
        }

        @Override
        public void alert(Tailed<Alert> alert) {
            print("ALERT   " + AlertLine.of(alert.value(), coloured));
        }

        @Override
        public void action(Tailed<ActionRecord> action) {
            print("ACTION  " + AlertLine.printable(ActionText.of(action.value())));
        }

        @Override
        public void warning(String what) {
            progress.say(what);
        }

        private void print(String line) {
            progress.clear();
            out.println(line);
            out.flush();
        }
    }
}
