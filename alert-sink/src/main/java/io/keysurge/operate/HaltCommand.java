// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import picocli.CommandLine.Command;

/** The kill switch, thrown. */
@Command(
        name = "halt",
        mixinStandardHelpOptions = true,
        description = "The kill switch: from now on no sink takes a step above notification, until resume.")
final class HaltCommand extends Order {

    HaltCommand() {
        super(true, "Halted. Every sink that runs obeys within 5 s; ./keysurge resume goes on.");
    }
}
