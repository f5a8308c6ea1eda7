// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.audit.Anchor;
import io.keysurge.audit.ChainCheck;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The audit chains, for people. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Checks that the audit chains hold, and hands them out.")
final class AuditCommand {

    @Spec
    private CommandSpec spec;

    AuditCommand() {
        spec = CommandSpec.create();
    }

    @Command(
            name = "verify",
            description = "Follows every chain from its first record. Exit code 1: one is broken, and where.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin DeskOptions desk,
            @Option(
                            names = "--anchor",
                            paramLabel = "FILE",
                            description =
                                    "What sink.audit.anchor.file noted: shows whether the end of a chain was cut.")
                    @Nullable
                    Path anchor)
            throws IOException {
        var check = new ChainCheck();
        try (Desk opened = desk.open()) {
            opened.audit(check::take);
        }
        if (anchor != null) {
            check.hold(Anchor.read(anchor));
        }
        new TreeMap<>(check.heads())
                .forEach((chain, head) ->
                        say(String.format(Locale.ROOT, "%-32s %,8d records  %s", chain, head.sequence(), head.hash())));
        check.broken().forEach(why -> say("BROKEN  " + why));
        say(
                check.broken().isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "%,d records in %d chains: all hold",
                                check.records(),
                                check.heads().size())
                        : check.broken().size() + " breaks");
        return check.broken().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    @Command(
            name = "export",
            description = "Prints every record of the chains, a JSON object a line.",
            mixinStandardHelpOptions = true)
    void export(@Mixin DeskOptions desk) {
        try (Desk opened = desk.open()) {
            opened.audit(record -> say(RecordJson.write(record)));
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
