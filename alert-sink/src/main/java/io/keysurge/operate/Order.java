// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The kill switch, thrown or released. */
abstract class Order implements Callable<Integer> {

    private final boolean halt;
    private final String answer;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeskOptions desk;

    @Mixin
    private Reason reason;

    Order(boolean halt, String answer) {
        this.halt = halt;
        this.answer = answer;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Desk opened = desk.open()) {
            opened.order(halt, desk.person(), reason.text());
        }
        spec.commandLine().getOut().println(answer);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
