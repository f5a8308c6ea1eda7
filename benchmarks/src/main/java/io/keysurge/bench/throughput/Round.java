// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Stage;
import io.keysurge.bench.throughput.process.Measured;
import io.keysurge.bench.throughput.process.RecountProcess;
import io.keysurge.bench.throughput.process.SystemProcess;
import io.keysurge.bench.throughput.rule.Recount;
import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.bench.throughput.system.SystemName;
import io.keysurge.bench.throughput.system.SystemName.Answer;
import io.keysurge.bench.throughput.system.UsageConsumer;
import io.keysurge.bench.workload.DeclaredIdentities;
import io.keysurge.bench.workload.UsageStream;
import io.keysurge.contract.Alert;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.detect.Producers;
import io.keysurge.evaluate.Progress;
import io.keysurge.load.RecordPublisher;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import io.keysurge.usage.SharedBudgetRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One topic of so many identities, and every system on it, one after the other. */
final class Round {

    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
    /** Where the registry knows everybody. */
    private static final Topics DECLARED = new Topics("declared.");

    private static final int TELL_EVERY = 10_000;
    private static final List<String> RECOUNT_HEAP = List.of("-Xmx3g");

    private final JsonMapper json = new JsonMapper();
    private final Plan plan;
    private final int identities;
    private final Stage stage;
    private final Progress progress;

    Round(Plan plan, int identities, Stage stage, Progress progress) {
        this.plan = plan;
        this.identities = identities;
        this.stage = stage;
        this.progress = progress;
    }

    /** Measures every system of the plan; one that fails costs its own row only. */
    Outcome run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(stage.clientSettings())) {
            load(admin);
            Path rule = stage.directory().resolve("rule.txt");
            Path engine = stage.directory().resolve("engine.txt");
            recount(rule, engine);
            List<Row> rows = new ArrayList<>();
            List<String> failures = new ArrayList<>();
            for (SystemName system : plan.systems()) {
                try {
                    rows.add(measure(admin, system, expected(system.answer(), rule, engine)));
                } catch (ChildJvm.FailedException failed) {
                    String failure = String.format(Locale.ROOT, "%,d identities: %s", identities, failed.getMessage());
                    progress.say(failure);
                    failures.add(failure);
                }
            }
            return new Outcome(rows, failures);
        }
    }

    /**
     * What became of a round.
     *
     * @param rows what was measured
     * @param failures what failed, and why
     */
    record Outcome(List<Row> rows, List<String> failures) {}

    private void load(Admin admin) throws ExecutionException, InterruptedException {
        load(TOPICS);
        if (plan.systems().stream().anyMatch(SystemName::isDeclared)) {
            declare();
            load(DECLARED);
        }
        admin.createTopics(plan.systems().stream()
                        .filter(system -> system.answer() == Answer.RULE)
                        .map(system -> new NewTopic(
                                Assignment.peerAlerts(TOPICS.prefix(), system), Optional.of(1), Optional.empty()))
                        .toList())
                .all()
                .get();
    }

    private void declare() {
        progress.say(String.format(Locale.ROOT, "Registering %,d identities ...", identities));
        stage.createTopics(DECLARED.prefix());
        publish(
                IdentityRecord.class,
                DECLARED.identities(),
                DeclaredIdentities.of(identities),
                identity -> identity.getIdentityId());
        publish(
                SharedBudgets.class,
                DECLARED.budgets(),
                DeclaredIdentities.shared(),
                shared -> SharedBudgetRules.key(shared.getScope(), shared.getName()));
    }

    private <T extends SpecificRecord> void publish(
            Class<T> contract, TopicSpec topic, Stream<T> records, Function<T, String> key) {
        List<String> unpublished = new CopyOnWriteArrayList<>();
        try (var publisher = new RecordPublisher<>(contract, stage.clientSettings(), topic.name())) {
            records.forEach(each -> publisher.publish(key.apply(each), each, unpublished::add));
            publisher.flush();
        }
        if (!unpublished.isEmpty()) {
            throw new IllegalStateException(topic.name() + ": " + unpublished.get(0));
        }
    }

    private void load(Topics topics) {
        stage.createTopics(topics.prefix());
        progress.say(String.format(Locale.ROOT, "Loading %,d events of %,d identities ...", plan.events(), identities));
        var stream = new UsageStream(identities, plan.events(), plan.eventsPerSecond());
        try (Feed feed = Feed.filling(stage.clientSettings(), topics.usage().name())) {
            while (feed.sent() < plan.events()) {
                if (feed.sent() % TELL_EVERY == 0) {
                    progress.show("loading", feed.sent());
                }
                feed.send(stream.next());
            }
            feed.flush();
        }
    }

    private void recount(Path rule, Path engine) throws IOException, InterruptedException {
        progress.say("Recounting ...");
        Path file = write(assignment(SystemName.KEYSURGE));
        new ChildJvm(stage, progress, RECOUNT_HEAP, null)
                .run("recount", RecountProcess.class, List.of(file, rule, engine));
    }

    private Row measure(Admin admin, SystemName system, Set<String> expected)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        progress.say("Running " + system + " ...");
        Assignment assignment = assignment(system);
        List<String> before = system.answer() == Answer.ENGINE ? raised(assignment) : List.of();
        Path result = stage.directory().resolve(system + "-measured.json");
        Path flameGraph =
                plan.flameGraphs() == null ? null : plan.flameGraphs().resolve(system + "-" + identities + ".svg");
        new ChildJvm(stage, progress, JvmOptions.of(plan, system), flameGraph)
                .run(system.toString(), SystemProcess.class, List.of(write(assignment), result));
        Measured measured = json.readValue(result.toFile(), Measured.class);
        AlertCheck alerts = system.answer() == Answer.NONE
                ? AlertCheck.NONE
                : AlertCheck.of(expected, since(before, raised(assignment)));
        Row row = Row.of(system, identities, plan, measured, Changelog.of(admin, assignment.applicationId()), alerts);
        progress.say(String.format(
                Locale.ROOT,
                "%s, %,d identities: %.2f CPU s per million, %,.0f events/s, alerts %s",
                system,
                identities,
                row.cpuSPerMillion(),
                row.eventsPerS(),
                alerts.inWords()));
        if (!alerts.holds()) {
            progress.say("  missing, for instance: " + alerts.missing() + "; unexpected: " + alerts.unexpected());
        }
        return row;
    }

    private static Set<String> expected(Answer answer, Path rule, Path engine) throws IOException {
        return switch (answer) {
            case NONE -> Set.of();
            case RULE -> new HashSet<>(Files.readAllLines(rule));
            case ENGINE -> new HashSet<>(Files.readAllLines(engine));
        };
    }

    /** What was raised later: the systems that are Keysurge write to one topic. */
    private static List<String> since(List<String> before, List<String> now) {
        List<String> since = new ArrayList<>(now);
        before.forEach(since::remove);
        return since;
    }

    private List<String> raised(Assignment assignment) {
        List<String> raised = new ArrayList<>();
        if (assignment.system().answer() == Answer.RULE) {
            new UsageConsumer(stage.clientSettings(), assignment.peerAlerts())
                    .readAll(
                            1,
                            record -> raised.add(Recount.peerAlert(
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    new String(record.value(), StandardCharsets.UTF_8))));
            return raised;
        }
        String topic = new Topics(assignment.prefix()).alerts().name();
        try (var serde = AvroSerdes.forValues(Alert.class, stage.clientSettings())) {
            new UsageConsumer(stage.clientSettings(), topic).readAll(Stage.PARTITIONS, record -> {
                Alert alert = serde.deserializer().deserialize(topic, record.value());
                // A recount that judges identity by identity knows nothing of producers.
                if (!alert.getIdentityId().startsWith(Producers.GROUP_PREFIX)) {
                    raised.add(Recount.revision(alert));
                }
            });
        }
        return raised;
    }

    private Assignment assignment(SystemName system) {
        return new Assignment(
                system,
                String.valueOf(stage.clientSettings().get("bootstrap.servers")),
                String.valueOf(stage.clientSettings().get("schema.registry.url")),
                (system.isDeclared() ? DECLARED : TOPICS).prefix(),
                Stage.PARTITIONS,
                plan.events(),
                plan.warmUp(),
                stage.directory().toString(),
                stage.brokerProcess(),
                plan.settings());
    }

    private Path write(Assignment assignment) throws IOException {
        Path file = stage.directory().resolve(assignment.system() + ".json");
        json.writeValue(file.toFile(), assignment);
        return file;
    }
}
