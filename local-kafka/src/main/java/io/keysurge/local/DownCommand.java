// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops what up started; the data stays for the next up.")
final class DownCommand implements Callable<Integer> {
    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = StatusTable.out(spec);
        if (options.installation(out).down().isEmpty()) {
            out.println("Nothing was running.");
        }
        return 0;
    }
}
