// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import io.keysurge.json.RecordJson;
import io.keysurge.load.RecordPublisher;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.Reviews;
import io.keysurge.wording.Redaction;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What people have to look at. */
@Command(
        name = "reviews",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What somebody has to look at, until when, and who closed it why.")
final class ReviewsCommand {

    private static final Duration GLANCE = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    ReviewsCommand() {
        spec = CommandSpec.create();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the open reviews, the one due first at the top.")
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--all", description = "Also those that were closed.") boolean all,
            @Option(names = "--json", description = "Print JSON Lines with the schema's field names.") boolean json) {
        Instant now = now();
        List<ReviewRecord> shown = read(common.settings()).values().stream()
                .filter(review -> all || review.getState() == ReviewState.OPEN)
                .sorted(Comparator.comparing(ReviewRecord::getDueAt).thenComparing(ReviewRecord::getReviewId))
                .toList();
        for (ReviewRecord review : shown) {
            say(json ? RecordJson.write(review) : AlertLine.printable(line(review, now)));
        }
        if (!json) {
            say(shown.size() + (all ? " reviews." : " open reviews."));
        }
        return ExitCode.OK;
    }

    @Command(name = "close", mixinStandardHelpOptions = true, description = "Closes a review: somebody looked at it.")
    int close(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ID", description = "Which: a review_id that list shows.") String id,
            @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who closes it.") String actor,
            @Option(
                            names = "--because",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, in one sentence. What looks like a credential is hidden.")
                    String reason)
            throws InterruptedException {
        require(!actor.isBlank(), "--as: empty (expected: who closes it)");
        require(!reason.isBlank(), "--because: empty (expected: why it is closed)");
        Settings settings = common.settings();
        ReviewRecord review = read(settings).get(id);
        if (review == null) {
            throw wrong(Redaction.quote(id) + ": no such review (expected: a review_id that `reviews list` shows)");
        }
        require(
                review.getState() == ReviewState.OPEN,
                id + ": closed by " + review.getClosedBy() + " at " + review.getClosedAt() + " (expected: open)");
        publish(settings, Reviews.closed(review, actor.strip(), Redaction.mask(reason.strip()), now()));
        say("Closed: " + id + ".");
        return ExitCode.OK;
    }

    private static Map<String, ReviewRecord> read(Settings settings) {
        Map<String, ReviewRecord> newest = new HashMap<>();
        List<String> warnings = new ArrayList<>();
        try (TopicTail<ReviewRecord> tail = new TopicTail<>(
                ReviewRecord.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).reviews().name(),
                warnings::add)) {
            tail.fromBeginning();
            Map<TopicPartition, Long> ends = tail.ends();
            while (!tail.reached(ends)) {
                tail.poll(GLANCE).stream()
                        .map(Tailed::value)
                        .forEach(review -> newest.put(review.getReviewId(), review));
            }
        }
        return newest;
    }

    private static void publish(Settings settings, ReviewRecord review) throws InterruptedException {
        List<String> refusals = new ArrayList<>();
        try (RecordPublisher<ReviewRecord> publisher = new RecordPublisher<>(
                ReviewRecord.class,
                settings.clientSettings(),
                CommonSettings.topics(settings).reviews().name())) {
            publisher.publish(review.getReviewId(), review, refusals::add);
            publisher.flush();
        }
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("the review could not be written: " + refusals.get(0));
        }
    }

    private static String line(ReviewRecord review, Instant now) {
        boolean open = review.getState() == ReviewState.OPEN;
        String state = open
                ? (review.getDueAt().isBefore(now) ? "overdue since " : "due ")
                        + review.getDueAt().truncatedTo(ChronoUnit.MINUTES)
                : "closed by " + review.getClosedBy() + ": " + review.getReason();
        String owner = review.getOwner() == null ? "nobody known" : review.getOwner();
        return String.format(
                Locale.ROOT,
                "%s  %s  %s  for %s, %s. %s",
                review.getReviewId(),
                review.getAlertType(),
                review.getIdentityId(),
                owner,
                state,
                review.getExplanation());
    }

    private static Instant now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw wrong(message);
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
