// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.ImportConfig;
import io.keysurge.imports.CsvMapping;
import io.keysurge.imports.ImportSettings;
import io.keysurge.load.CsvFormat;
import io.keysurge.load.CsvMappingFile;
import io.keysurge.load.InvalidMappingException;
import io.keysurge.load.UsageFormat;
import io.keysurge.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
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
            names = "--mapping",
            paramLabel = "FILE",
            description = "What the columns mean, for csv. Its form: csv-mapping.schema.json; an example:"
                    + " csv-mapping-azure.yaml.")
    private @Nullable Path mapping;

    @Option(
            names = "--producer",
            paramLabel = "NAME",
            description = "What events of other systems say of who published them. Default: nothing.")
    private @Nullable String producer;

    /**
     * The format with a name, set up by these options.
     *
     * @throws ParameterException when there is no such format, or no such zone
     * @throws IOException when the mapping cannot be used; lists everything that is wrong with it
     */
    UsageFormat format(CommandSpec spec, String name, Settings settings) throws IOException {
        var imports = new ImportSettings(
                identityAttributes, identity, zone(spec), ImportConfig.fingerprints(settings), producer);
        UsageFormat format = UsageFormat.named(name, imports)
                .orElseThrow(
                        () -> wrong(spec, "--format: " + name + " (expected: one of " + UsageFormat.names() + ")"));
        if (format instanceof CsvFormat csv) {
            return csv.with(mapping(spec));
        }
        if (mapping != null) {
            throw wrong(spec, "--mapping: not for " + name + " (expected: --format csv)");
        }
        return format;
    }

    private CsvMapping mapping(CommandSpec spec) throws IOException {
        if (mapping == null) {
            throw wrong(spec, "--mapping: missing (expected: a file that says what the columns mean)");
        }
        try {
            return CsvMappingFile.read(mapping);
        } catch (InvalidMappingException e) {
            throw new IOException(mapping + ": " + e.getMessage(), e);
        }
    }

    private static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private @Nullable ZoneId zone(CommandSpec spec) {
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw wrong(spec, "--zone: " + zone + " (expected: an IANA zone such as UTC or Europe/Berlin)");
        }
    }
}
