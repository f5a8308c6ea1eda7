// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.identities.LiteLlmKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes files of identities of what others know. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Makes a file of identities of what a gateway knows of its keys, to be looked through and applied.")
final class IdentitiesImportCommand {

    @Spec
    private CommandSpec spec;

    IdentitiesImportCommand() {
        spec = CommandSpec.create();
    }

    @Command(
            name = "litellm",
            mixinStandardHelpOptions = true,
            description = "From what LiteLLM's GET /key/list?return_full_object=true answers.")
    int litellm(
            @Parameters(paramLabel = "FILE", description = "The answer, as JSON.") Path answer,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description =
                                    "Where the identities go; a file that is there is left alone. Default: standard output.")
                    @Nullable
                    Path output)
            throws IOException {
        LiteLlmKeys.Imported imported = LiteLlmKeys.read(answer);
        PrintWriter err = spec.commandLine().getErr();
        imported.warnings().forEach(err::println);
        if (output == null) {
            spec.commandLine().getOut().print(imported.yaml());
            spec.commandLine().getOut().flush();
        } else {
            Files.writeString(output, imported.yaml(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        }
        err.println(imported.identities() + " identities.");
        err.flush();
        return ExitCode.OK;
    }
}
