// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The kill switch, thrown. */
@Command(
        name = "halt",
        mixinStandardHelpOptions = true,
        description = "The kill switch: from now on no sink takes a step above notification, until resume.")
final class HaltCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeskOptions desk;

    @Mixin
    private Reason reason;

    HaltCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try (Desk opened = desk.open()) {
            opened.order(true, desk.person(), reason.text());
        }
        spec.commandLine()
                .getOut()
                .println("Halted. Every sink that runs obeys within 5 s; ./keysurge resume goes on.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
