// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.ImportConfig;
import io.keysurge.imports.ImportSettings;
import io.keysurge.load.UsageFormat;
import io.keysurge.runtime.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of what reads payloads of other systems: what these do not say of themselves. */
final class ImportOptions {

    @Option(
            names = "--identity-attribute",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Attribute or metadata that holds the identity, asked before those that the format knows (otel:"
                            + " nhi.identity.id; litellm: the key's alias); several separated by commas, the first that is there wins.")
    private List<String> identityAttributes = new ArrayList<>();

    @Option(
            names = "--identity",
            paramLabel = "ID",
            description = "Whose calls they are where a record names nobody. Default: such records are refused.")
    private @Nullable String identity;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Zone of times that name none, such as UTC or Europe/Berlin. Default: such records are refused.")
    private @Nullable String zone;

    @Option(
            names = "--producer",
            paramLabel = "NAME",
            description = "What events of other systems say of who published them. Default: nothing.")
    private @Nullable String producer;

    /**
     * The format with a name, set up by these options.
     *
     * @throws ParameterException when there is no such format, or no such zone
     */
    UsageFormat format(CommandSpec spec, String name, Settings settings) {
        var imports = new ImportSettings(
                identityAttributes, identity, zone(spec), ImportConfig.fingerprints(settings), producer);
        return UsageFormat.named(name, imports)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--format: " + name + " (expected: one of " + UsageFormat.names() + ")"));
    }

    private @Nullable ZoneId zone(CommandSpec spec) {
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--zone: " + zone + " (expected: an IANA zone such as UTC or Europe/Berlin)");
        }
    }
}
