// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The kill switch, released. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Releases the kill switch: what waited goes on.")
final class ResumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeskOptions desk;

    @Mixin
    private Reason reason;

    ResumeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try (Desk opened = desk.open()) {
            opened.order(false, desk.person(), reason.text());
        }
        spec.commandLine().getOut().println("Resumed.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
