// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertFilter;
import io.keysurge.alerts.AlertLine;
import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.Alert;
import io.keysurge.json.RecordJson;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows alerts. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Prints alerts, one line for each revision: those of the last 24 hours, all with --from-beginning.",
            "With --follow alone: only new ones, as they come, until interrupted."
        })
final class AlertsCommand implements Callable<Integer> {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final int GRAVEST = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--from-beginning", description = "Begin with the oldest alert there is.")
    private boolean fromBeginning;

    @Option(names = "--follow", description = "Go on with new alerts as they come.")
    private boolean follow;

    @Option(names = "--identity", paramLabel = "ID", description = "Only alerts about this identity.")
    private @Nullable String identity;

    @Option(
            names = "--min-severity",
            defaultValue = "1",
            paramLabel = "N",
            description = "Only alerts this severe or more, 1 to 5. Default: ${DEFAULT-VALUE}.")
    private int minSeverity;

    @Option(names = "--json", description = "Print JSON Lines with the schema's field names.")
    private boolean json;

    @Override
    public Integer call() {
        if (minSeverity < 1 || minSeverity > GRAVEST) {
            throw new ParameterException(
                    spec.commandLine(), "--min-severity: " + minSeverity + " (expected: 1 to " + GRAVEST + ")");
        }
        Settings settings = common.settings();
        PrintWriter err = spec.commandLine().getErr();
        CountDownLatch closed = new CountDownLatch(1);
        try (TopicTail<Alert> tail = new TopicTail<>(
                Alert.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).alerts().name(),
                err::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tail, closed), "stop-alerts"));
            seek(tail);
            read(tail);
        } catch (WakeupException interrupted) {
            return ExitCode.OK;
        } finally {
            closed.countDown();
        }
        return ExitCode.OK;
    }

    private void seek(TopicTail<Alert> tail) {
        if (fromBeginning) {
            tail.fromBeginning();
        } else if (!follow) {
            tail.from(InstantSource.system().instant().minus(USUAL_SPAN));
        }
    }

    private void read(TopicTail<Alert> tail) {
        Map<TopicPartition, Long> ends = tail.ends();
        AlertFilter filter = new AlertFilter(identity, minSeverity);
        PrintWriter out = spec.commandLine().getOut();
        boolean coloured = Terminal.current().coloured();
        while (follow || !tail.reached(ends)) {
            for (Tailed<Alert> tailed : tail.poll(GLANCE)) {
                Alert alert = tailed.value();
                if (filter.shows(alert)) {
                    out.println(json ? RecordJson.write(alert) : AlertLine.of(alert, coloured));
                }
            }
            out.flush();
        }
    }

    /** Lets the reader finish its line and close its connections when the process is told to end. */
    private static void stop(TopicTail<Alert> tail, CountDownLatch closed) {
        if (closed.getCount() == 0) {
            return;
        }
        tail.wakeup();
        try {
            if (!closed.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                tail.wakeup();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
