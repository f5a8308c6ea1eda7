// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.config.DetectionConfig;
import io.keysurge.contract.UsageEvent;
import io.keysurge.rejected.Described;
import io.keysurge.rejected.Judgement;
import io.keysurge.rejected.Published;
import io.keysurge.rejected.Redacted;
import io.keysurge.rejected.RejectedFilter;
import io.keysurge.rejected.Retry;
import io.keysurge.rejected.Retry.Consent;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes refused records again. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes refused records again, unchanged, to the partition that they came from; for when the cause is mended, such as a schema that was not registered.",
            "What the detector would refuse again is left out. An event keeps its event_id, so it cannot count twice. The record says in the header keysurge.retry.of which refused record it was, and a mark behind that one says that it was published again; both are written in one transaction.",
            "Exit code 0: all that was selected was published, or would be. 1: some was left out, or it failed."
        })
final class RejectedRetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private RejectedSelection selection;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION:OFFSET",
            description = "Which, as list shows them. Options select further among them.")
    private List<String> places = new ArrayList<>();

    @Option(names = "--all", description = "All there are; needed where nothing else selects.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what would pass now and what would not; publish nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Publish also what would be refused again, and what has a newer record of its key.")
    private boolean force;

    @Option(names = "--again", description = "Publish also what was published again before.")
    private boolean again;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    private final Map<Judgement.Verdict, Long> verdicts = new TreeMap<>();
    private long published;

    RejectedRetryCommand() {}

    @Override
    public Integer call() {
        RejectedFilter filter = selection.filter(places);
        if (filter.isOpen() && !all) {
            throw wrong("PARTITION:OFFSET: missing (expected: which records, an option that selects them, or --all)");
        }
        if (!dryRun && !yes && !Terminal.current().interactive()) {
            throw wrong("--yes: missing (expected: --yes or --dry-run where nobody can be asked)");
        }
        Settings settings = common.settings(DetectionConfig.addTo(CommonSettings.definition()));
        try (Retry retry = new Retry(
                CommonSettings.topics(settings),
                settings.clientSettings(),
                DetectionConfig.of(settings),
                filter,
                new Consent(force, again),
                InstantSource.system().instant())) {
            long planned = retry.plan(this::tellPlan);
            if (planned > 0 && !dryRun && (yes || agreed(planned))) {
                retry.publish(this::tellPublished);
            }
            summarise(planned);
            long done = dryRun ? planned : published;
            return done == selected() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void tellPlan(Described described, Judgement judgement) {
        verdicts.merge(judgement.verdict(), 1L, Long::sum);
        boolean publishes = judgement.publishes(force);
        if (publishes && !dryRun) {
            return;
        }
        String outcome = publishes ? "would_be_published" : "left_out";
        if (json) {
            say(json(described, outcome)
                    .put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT))
                    .put("why", judgement.why().isEmpty() ? null : Redacted.text(judgement.why()))
                    .toString());
        } else {
            say(described.rejected().where() + "  " + (publishes ? "would be published" : "left out")
                    + "  " + described.rejected().reason()
                    + (judgement.why().isEmpty() ? ", would pass now" : ": " + Redacted.text(judgement.why())));
        }
    }

    private void tellPublished(Described described, Published now) {
        published++;
        if (json) {
            say(json(described, "published")
                    .put("topic", now.topic())
                    .put("partition", now.partition())
                    .put("offset", now.offset())
                    .toString());
        } else {
            UsageEvent usage = described.usage();
            say(described.rejected().where() + "  published to " + now.topic() + ", partition " + now.partition()
                    + ", offset " + now.offset()
                    + (usage == null ? "" : "  event " + Redacted.text(usage.getEventId())));
        }
    }

    private static ObjectNode json(Described described, String outcome) {
        UsageEvent usage = described.usage();
        return JsonNodeFactory.instance
                .objectNode()
                .put("rejected", described.rejected().where().toString())
                .put("reason", described.rejected().reason())
                .put("event_id", usage == null ? null : Redacted.text(usage.getEventId()))
                .put("outcome", outcome);
    }

    private boolean agreed(long planned) {
        return Terminal.agrees("Publish " + planned + " of " + selected() + " refused records again?");
    }

    private void summarise(long planned) {
        if (json) {
            return;
        }
        long left = selected() - (dryRun ? planned : published);
        long posted = verdicts.getOrDefault(Judgement.Verdict.POSTED, 0L);
        if (posted > 0) {
            say(posted
                    + " of them were posted to a listener and never were on a topic (expected: posted again by who sent"
                    + " them, once mended).");
        }
        say(
                dryRun
                        ? planned + " would be published, " + left + " left out."
                        : published + " published, " + left + " left out.");
    }

    private long selected() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
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
