// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows what runs and whether it answers; exit code 0 only if all that should run answers.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = StatusTable.out(spec);
        return StatusTable.print(options.installation(out).status(), out);
    }
}
