// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.rejected.Coordinates;
import io.keysurge.rejected.Described;
import io.keysurge.rejected.Redacted;
import io.keysurge.rejected.Rejected;
import io.keysurge.rejected.RejectedFilter;
import io.keysurge.rejected.RejectedJson;
import io.keysurge.rejected.RejectedTopic;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.spend.TextTable;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the detector and the listener refused, and publishing it again. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "What the detector and the listener refused and why; and publishing it again once the cause is mended.",
        subcommands = RejectedRetryCommand.class)
final class RejectedCommand {

    @Spec
    private CommandSpec spec;

    RejectedCommand() {
        spec = CommandSpec.create();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists refused records and counts them by reason; those of a partition in their order.",
                "What looks like a secret is hidden."
            })
    int list(
            @Mixin CommonOptions common,
            @Mixin RejectedSelection selection,
            @Option(names = "--counts", description = "Counts by reason only.") boolean countsOnly,
            @Option(names = "--json", description = "Print JSON Lines; with --counts one JSON object.") boolean json) {
        RejectedFilter filter = selection.filter(List.of());
        Map<String, Long> counts = new TreeMap<>();
        Settings settings = common.settings();
        try (RejectedTopic topic = new RejectedTopic(CommonSettings.topics(settings), settings.clientSettings())) {
            topic.read(filter, described -> {
                counts.merge(described.rejected().reason(), 1L, Long::sum);
                if (!countsOnly) {
                    boolean retried = topic.isRetried(described.rejected().where());
                    say(json ? RejectedJson.line(described, retried).toString() : line(described, retried));
                }
            });
            warnOfForeign(topic);
        }
        if (json && countsOnly) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            counts.forEach(object::put);
            say(object.toString());
        } else if (!json) {
            table(counts).forEach(this::say);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one refused record: why, where it came from, and what its bytes decode to.")
    int show(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "PARTITION:OFFSET", description = "Which: as list shows it.") String place,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        Coordinates where = coordinates(place);
        Settings settings = common.settings();
        try (RejectedTopic topic = new RejectedTopic(CommonSettings.topics(settings), settings.clientSettings())) {
            Described described = topic.at(where)
                    .orElseThrow(
                            () -> wrong(
                                    "PARTITION:OFFSET: no refused record at " + where + " of " + topic.name()
                                            + " (expected: one that `rejected list` shows; they are kept as long as the topic retains)"));
            ObjectNode whole = RejectedJson.whole(described, topic.isRetried(where));
            if (json) {
                say(whole.toString());
            } else {
                story(described.rejected(), whole).forEach(this::say);
            }
        }
        return ExitCode.OK;
    }

    /** A refused record in one line. */
    static String line(Described described, boolean retried) {
        Rejected rejected = described.rejected();
        return rejected.where() + "  " + rejected.refusedAt().truncatedTo(ChronoUnit.SECONDS) + "  "
                + rejected.reason()
                + "  " + shown(described.identity(), "no identity") + "  from "
                + rejected.protocol()
                        .map(protocol -> "a listener, by " + Redacted.text(protocol))
                        .orElseGet(() -> shown(described.producer(), "no producer named"))
                + "  " + Redacted.text(rejected.detail())
                + (retried ? "  (published again)" : "");
    }

    private static List<String> story(Rejected rejected, ObjectNode whole) {
        List<String> lines = new ArrayList<>();
        lines.add("Refused     " + rejected.refusedAt() + ", " + rejected.reason());
        lines.add("Why         " + Redacted.text(rejected.detail()));
        lines.add("Came from   " + origin(rejected));
        lines.add("Key         "
                + (whole.get("key").isNull() ? "none" : whole.get("key").textValue()));
        lines.add("Size        " + rejected.bytes() + " bytes" + (rejected.isCutOff() ? ", cut off" : ""));
        if (whole.hasNonNull("schema_id")) {
            lines.add("Schema id   " + whole.get("schema_id"));
        }
        lines.add("Retried     " + (whole.get("retried").booleanValue() ? "yes" : "no"));
        if (whole.hasNonNull("record")) {
            lines.add("Says");
            whole.get("record").properties().forEach(field -> {
                if (isSaid(field.getValue())) {
                    lines.add("  " + field.getKey() + ": " + text(field.getValue()));
                }
            });
        } else {
            lines.add("Unreadable  " + whole.get("unreadable").textValue());
            if (whole.hasNonNull("content")) {
                lines.add("Content     " + text(whole.get("content")));
            }
        }
        return lines;
    }

    private static String origin(Rejected rejected) {
        return rejected.protocol()
                .map(protocol -> "a listener, by " + Redacted.text(protocol))
                .orElseGet(() -> Redacted.text(rejected.sourceTopic()) + ", partition " + rejected.sourcePartition()
                        + ", offset " + rejected.sourceOffset());
    }

    /** Most fields say nothing. */
    private static boolean isSaid(JsonNode value) {
        return !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    }

    private static String text(JsonNode value) {
        return Redacted.text(value.isTextual() ? value.textValue() : value.toString());
    }

    private static List<String> table(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return List.of("No refused records.");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("reason", "records"));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> rows.add(List.of(each.getKey(), Long.toString(each.getValue()))));
        rows.add(List.of(
                "all",
                Long.toString(
                        counts.values().stream().mapToLong(Long::longValue).sum())));
        return TextTable.lines(rows, 1);
    }

    private static String shown(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : Redacted.text(text);
    }

    private Coordinates coordinates(String place) {
        try {
            return Coordinates.parse(place);
        } catch (IllegalArgumentException e) {
            throw wrong("PARTITION:OFFSET: " + e.getMessage());
        }
    }

    private void warnOfForeign(RejectedTopic topic) {
        if (topic.foreign() > 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            topic.name() + ": " + topic.foreign()
                                    + " records without the headers of a refusal are left out (expected: nobody else writes there)");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
