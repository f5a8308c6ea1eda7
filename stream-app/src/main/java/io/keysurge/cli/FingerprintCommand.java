// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.ImportConfig;
import io.keysurge.imports.Fingerprints;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.InvalidSettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the fingerprint of a key, for who found one and reports it. */
@Command(
        name = "fingerprint",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the fingerprint under which usage events carry a raw key: its HMAC-SHA-256 under credential.pepper.",
            "The key is read from standard input, one line of it, so that it appears in no list of processes and no history:",
            "  ./keysurge fingerprint < key.txt"
        })
final class FingerprintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    FingerprintCommand() {}

    @Override
    public Integer call() throws IOException {
        Fingerprints fingerprints =
                ImportConfig.fingerprints(common.settings(ImportConfig.addTo(CommonSettings.definition())));
        if (!fingerprints.arePossible()) {
            throw new InvalidSettingsException(
                    List.of("credential.pepper: not set (expected: the pepper under which usage was imported)"));
        }
        String key = key().strip();
        if (key.isEmpty()) {
            throw new IOException("no key on standard input (expected: one line with the key)");
        }
        spec.commandLine().getOut().println(fingerprints.of(key));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String key() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
