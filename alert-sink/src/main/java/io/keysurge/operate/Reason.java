// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import picocli.CommandLine.Option;

/** Why a person says what they say; the ledger keeps it. */
final class Reason {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in one sentence; the ledger keeps it.")
    private String text = "";

    Reason() {}

    String text() {
        return text;
    }
}
