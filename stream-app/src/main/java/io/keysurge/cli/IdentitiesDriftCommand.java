// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.UsageEvent;
import io.keysurge.identities.Drift;
import io.keysurge.identities.Drift.Names;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the registry with what traffic shows. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Shows where the registry and the usage of late differ: seen but not registered, registered but silent, declared but never used, used but not declared.",
            "Exit code 0: nowhere. 2: somewhere. 1: it failed."
        })
final class IdentitiesDriftCommand implements Callable<Integer> {

    private static final int DIFFERS = 2;
    private static final Duration GLANCE = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--hours",
            defaultValue = "168",
            paramLabel = "N",
            description = "Of how many hours usage is read. Default: ${DEFAULT-VALUE}, a week.")
    private int hours;

    IdentitiesDriftCommand() {}

    @Override
    public Integer call() {
        Settings settings = common.settings();
        Drift drift = new Drift(IdentitiesCommand.registry(common).identities());
        PrintWriter err = spec.commandLine().getErr();
        try (TopicTail<UsageEvent> usage = new TopicTail<>(
                UsageEvent.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).usage().name(),
                err::println)) {
            usage.from(InstantSource.system().instant().minus(Duration.ofHours(hours)));
            Map<TopicPartition, Long> ends = usage.ends();
            while (!usage.reached(ends)) {
                usage.poll(GLANCE).stream().map(Tailed::value).forEach(drift::add);
            }
        }
        print(drift);
        return drift.isNone() ? ExitCode.OK : DIFFERS;
    }

    private void print(Drift drift) {
        drift.unregistered()
                .forEach((id, traffic) -> say(String.format(
                        Locale.ROOT,
                        "not registered  %-32s %,d events, %,d tokens",
                        id,
                        traffic.events(),
                        traffic.tokens())));
        if (drift.eventsOfMore() > 0) {
            say(String.format(Locale.ROOT, "not registered  and more, with %,d events", drift.eventsOfMore()));
        }
        drift.silent().forEach(id -> say("silent          " + id));
        drift.names().forEach((id, byKind) -> byKind.forEach((kind, names) -> print(id, kind, names)));
        say(String.format(
                Locale.ROOT,
                "In the usage of %d hours: %d not registered, %d silent, %d that use other names than they declare.",
                hours,
                drift.unregistered().size(),
                drift.silent().size(),
                drift.names().size()));
    }

    private void print(String id, String kind, Names names) {
        print("never used      ", id, kind, names.never());
        print("not declared    ", id, kind, names.undeclared());
    }

    private void print(String what, String id, String kind, Set<String> names) {
        if (!names.isEmpty()) {
            say(what + String.format(Locale.ROOT, "%-32s %s %s", id, kind, String.join(", ", names)));
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(AlertLine.printable(line));
        out.flush();
    }
}
