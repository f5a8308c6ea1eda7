// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.home.ServiceStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a person sees of the services. */
final class StatusTable {
    private static final String ROW = "%-9s  %-8s  %-8s  %-7s  %-39s  %s%n";

    private StatusTable() {}

    /** Where a command prints. */
    static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "spec: null (expected: set by picocli)")
                .commandLine()
                .getOut();
    }

    /** Prints them and returns the exit code: 0 if all of them answer. */
    static int print(List<ServiceStatus> services, PrintWriter out) {
        out.printf(ROW, "SERVICE", "STATE", "PID", "ANSWERS", "ADDRESS", "LOG");
        for (ServiceStatus service : services) {
            boolean running = service.pid().isPresent();
            out.printf(
                    ROW,
                    service.name(),
                    running ? "running" : "stopped",
                    running ? service.pid().getAsLong() : "-",
                    service.answers() ? "yes" : "no",
                    service.address(),
                    service.log());
        }
        out.flush();
        return services.stream().allMatch(ServiceStatus::answers) ? 0 : 1;
    }
}
