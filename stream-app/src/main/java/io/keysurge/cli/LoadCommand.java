// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.config.ImportConfig;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.FileLoad;
import io.keysurge.load.Line;
import io.keysurge.load.LoadListener;
import io.keysurge.load.LoadReport;
import io.keysurge.load.Pace;
import io.keysurge.load.RecordPublisher;
import io.keysurge.load.Rejects;
import io.keysurge.load.UnreadableFileException;
import io.keysurge.load.UsageFormat;
import io.keysurge.replay.IdentityFile;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes usage from files. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes usage from files, plain or gzip.",
            "Lines that are no usable event are named, and kept in FILE.rejected.jsonl; the others are published.",
            "What carries a raw key is never written anywhere: credential.pepper makes keyed hashes of keys where they are named as such."
        })
final class LoadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ImportOptions imports;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to publish, in this order.")
    private List<Path> files;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = {
                "How the files are written:",
                "minutes: CSV, a row per identity and minute.",
                "jsonl: a usage event per line.",
                "litellm: StandardLoggingPayload, or rows of /spend/logs?summarize=false.",
                "otel: OTLP traces in JSON with GenAI attributes.",
                "openai: pages of the usage API, or answers in a log.",
                "anthropic: pages of the usage report, or messages in a log.",
                "csv: any CSV, by --mapping."
            })
    private String format;

    @Option(
            names = "--speed",
            defaultValue = "max",
            paramLabel = "max|FACTOR",
            description = "max: as fast as the broker confirms. FACTOR: event time passes so many times as fast as the"
                    + " clock; 60 plays a minute per second. Default: ${DEFAULT-VALUE}.")
    private String speed;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "Publish these IdentityRecords first: JSON objects, one after the other or in an array.")
    private @Nullable Path identities;

    @Option(names = "--strict", description = "Stop at the first line that is refused, with exit code 1.")
    private boolean strict;

    @Option(names = "--json", description = "Print the final counts as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Pace pace = pace();
        Settings settings = common.settings(ImportConfig.addTo(CommonSettings.definition()));
        UsageFormat chosen = imports.format(spec, format, settings);
        publishIdentities(settings);
        ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        LoadReport report;
        List<Path> rejectedFiles;
        try (Rejects rejects = new Rejects(Path.of(""), progress::say);
                RecordPublisher<UsageEvent> publisher = new RecordPublisher<>(
                        UsageEvent.class,
                        settings.clientSettings(),
                        CommonSettings.topics(settings).usage().name())) {
            Telling telling = new Telling(progress, rejects);
            report = new FileLoad(publisher, pace, strict, telling).load(files, chosen);
            rejectedFiles = rejects.files();
        } finally {
            progress.clear();
        }
        print(report, rejectedFiles);
        boolean failed = !report.complete() || (strict && report.refused() > 0);
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Before the usage, so that the detector knows who is who when it judges. */
    private void publishIdentities(Settings settings) throws IOException {
        if (identities == null) {
            return;
        }
        List<IdentityRecord> records = IdentityFile.read(identities);
        List<String> refusals = new CopyOnWriteArrayList<>();
        try (RecordPublisher<IdentityRecord> publisher = new RecordPublisher<>(
                IdentityRecord.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).identities().name())) {
            for (IdentityRecord identity : records) {
                publisher.publish(identity.getIdentityId(), identity, refusals::add);
            }
            publisher.flush();
        }
        if (!refusals.isEmpty()) {
            throw new IOException(
                    identities + ": " + refusals.size() + " identities refused; the first: " + refusals.get(0));
        }
        spec.commandLine().getErr().println("Registered " + records.size() + " identities.");
    }

    private Pace pace() {
        if (speed.equals("max")) {
            return Pace.MAX;
        }
        try {
            return Pace.times(Double.parseDouble(speed), InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw wrong("--speed: " + speed + " (expected: max, or a number above 0)");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(LoadReport report, List<Path> rejectedFiles) {
        var out = spec.commandLine().getOut();
        if (json) {
            ObjectNode counts = new JsonMapper().createObjectNode();
            counts.put("published", report.published())
                    .put("refused", report.refused())
                    .put("skipped", report.skipped())
                    .put("bytes", report.bytes())
                    .put("seconds", Math.round(report.seconds() * 1_000) / 1_000.0)
                    .put("events_per_second", Math.round(report.rate()))
                    .put("complete", report.complete());
            rejectedFiles.forEach(file -> counts.withArray("rejected_files").add(file.toString()));
            out.println(counts);
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "Published %,d events, refused %,d lines, read %,d bytes in %.1f s (%,.0f events/s).",
                    report.published(),
                    report.refused(),
                    report.bytes(),
                    report.seconds(),
                    report.rate()));
            if (report.skipped() > 0) {
                out.println(String.format(Locale.ROOT, "Passed over %,d records that are no calls.", report.skipped()));
            }
            rejectedFiles.forEach(file -> out.println("Refused lines are in " + file + "."));
            if (!report.complete()) {
                out.println("Not everything was read; loading the same files again counts nothing twice.");
            }
        }
        out.flush();
    }

    /** Says what happens while it happens. */
    private record Telling(ProgressLine progress, Rejects rejects) implements LoadListener {

        @Override
        public void refused(Path file, Line.Bad line) {
            rejects.add(file, line);
        }

        @Override
        public void unreadable(UnreadableFileException why) {
            progress.say(String.valueOf(why.getMessage()));
        }

        @Override
        public void warned(String warning) {
            progress.say(warning);
        }

        @Override
        public void progressed(long published, long bytes, long totalBytes) {
            progress.show("published", published, totalBytes == 0 ? 1 : (double) bytes / totalBytes);
        }
    }
}
