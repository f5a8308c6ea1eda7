// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.RecordPublisher;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.usage.ExposureRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports that a credential was found where it should not be. */
@Command(
        name = "expose",
        mixinStandardHelpOptions = true,
        description = {
            "Reports that a credential was found where it should not be; its use raises EXPOSED_KEY_USED, at once if it was used within a day.",
            "The credential itself is never given: only the keyed hash that usage events carry."
        })
final class ExposeCommand implements Callable<Integer> {

    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final int ID_BYTES = 16;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FINGERPRINT", description = "The credential's keyed hash, as usage events carry it.")
    private String fingerprint = "";

    @Option(
            names = "--where",
            required = true,
            paramLabel = "URL",
            description = "Where it was found, without the credential itself.")
    private String where = "";

    @Option(
            names = "--found",
            paramLabel = "TIME",
            description = "When it was found, such as 2026-11-24T00:00:00Z. Default: now.")
    private @Nullable Instant found;

    @Option(
            names = "--identity",
            paramLabel = "ID",
            description = "Whose it is. Default: whoever used it within --days, for which that usage is read.")
    private @Nullable String identity;

    @Option(
            names = "--days",
            defaultValue = "30",
            paramLabel = "N",
            description = "Of how many days usage is read. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--as", paramLabel = "NAME", description = "Scanner or person that reports it.")
    private @Nullable String reporter;

    @Option(
            names = "--withdraw",
            description = "The report was wrong: take it back. Needs the same FINGERPRINT and --where.")
    private boolean withdraw;

    ExposeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = common.settings();
        Set<String> identities = identity == null ? whoUsedIt(settings) : Set.of(identity);
        if (identities.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "FINGERPRINT: no usage with it within " + days
                            + " days (expected: one that usage events carry, or --identity)");
        }
        List<ExposureReport> reports = new ArrayList<>();
        for (String each : identities) {
            ExposureReport report = report(each);
            ExposureRules.check(report, each).ifPresent(refusal -> {
                throw new ParameterException(spec.commandLine(), refusal.sentence());
            });
            reports.add(report);
        }
        publish(settings, reports);
        return ExitCode.OK;
    }

    private ExposureReport report(String identityId) {
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        return ExposureReport.newBuilder()
                .setExposureId(exposureId())
                .setIdentityId(identityId)
                .setCredentialFingerprint(fingerprint)
                .setLocation(where)
                .setFoundAt(found == null ? now : found)
                .setReportedBy(reporter)
                .setWithdrawn(withdraw)
                .build();
    }

    /** The same credential at the same place is one report, however often it is made. */
    private String exposureId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((fingerprint + "\0" + where).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Set<String> whoUsedIt(Settings settings) {
        Set<String> identities = new TreeSet<>();
        try (TopicTail<UsageEvent> usage = new TopicTail<>(
                UsageEvent.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).usage().name(),
                spec.commandLine().getErr()::println)) {
            usage.from(InstantSource.system().instant().minus(Duration.ofDays(days)));
            Map<TopicPartition, Long> ends = usage.ends();
            while (!usage.reached(ends)) {
                usage.poll(GLANCE).stream()
                        .map(Tailed::value)
                        .filter(event -> fingerprint.equals(event.getCredentialFingerprint()))
                        .map(UsageEvent::getIdentityId)
                        .forEach(identities::add);
            }
        }
        return identities;
    }

    private void publish(Settings settings, List<ExposureReport> reports) throws InterruptedException {
        List<String> refusals = new ArrayList<>();
        try (RecordPublisher<ExposureReport> publisher = new RecordPublisher<>(
                ExposureReport.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).exposures().name())) {
            for (ExposureReport report : reports) {
                publisher.publish(report.getIdentityId(), report, refusals::add);
            }
            publisher.flush();
        }
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("the report could not be written: " + refusals.get(0));
        }
        reports.forEach(report -> spec.commandLine()
                .getOut()
                .println((withdraw ? "Withdrawn: " : "Reported: ") + report.getExposureId() + " of "
                        + report.getIdentityId()));
        spec.commandLine().getOut().flush();
    }
}
