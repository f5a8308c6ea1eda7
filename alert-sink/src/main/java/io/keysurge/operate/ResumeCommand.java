// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import picocli.CommandLine.Command;

/** The kill switch, released. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Releases the kill switch: what waited goes on.")
final class ResumeCommand extends Order {

    ResumeCommand() {
        super(false, "Resumed.");
    }
}
