// SPDX-License-Identifier: Apache-2.0
package io.keysurge.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.alerts.TopicTail;
import io.keysurge.cli.Keysurge;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.demo.DetectorGroup;
import io.keysurge.load.RecordPublisher;
import io.keysurge.local.home.Home;
import io.keysurge.local.process.Launch;
import io.keysurge.sink.SinkOperator;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine;

/**
 * The house as a person has it on a machine: {@code ./keysurge up} started broker, registry, detector and sink, each as a process
 * of its own. What a person says to it is said by the commands that the launcher has.
 */
final class LaunchedHouse implements AutoCloseable {

    static {
        Contracts.trust();
    }

    private static final Path LAUNCHER =
            Path.of("..", "keysurge").toAbsolutePath().normalize();
    private static final Set<String> OPERATORS = Set.of("actions", "audit", "contain");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final Home home;
    private final Thread endWithThisJvm = new Thread(this::down, "end-launched-house");

    /**
     * A command that was given.
     *
     * @param exitCode how it ended
     * @param out everything that it printed
     */
    record Ran(int exitCode, String out) {}

    private LaunchedHouse(Home home) {
        this.home = home;
    }

    /** Starts one in a folder, on free ports; ends it with this JVM. */
    static LaunchedHouse up(Path directory, Map<String, String> settings) {
        var house = new LaunchedHouse(new Home(directory));
        house.home.create();
        house.home.properties().set(settings);
        // What up starts outlives whoever asked for it.
        Runtime.getRuntime().addShutdownHook(house.endWithThisJvm);
        house.launch("up", "--kafka-port=0", "--registry-port=0", "--detector-port=0", "--sink-port=0");
        return house;
    }

    /** Gives a command that has to end well, and hands over what it printed. */
    String must(String... command) {
        Ran ran = run(command);
        assertThat(ran.exitCode()).as("%s: %s", List.of(command), ran.out()).isZero();
        return ran.out();
    }

    /** Gives a command, in this process. */
    Ran run(String... command) {
        CommandLine program =
                OPERATORS.contains(command[0]) ? SinkOperator.commandLine(Map.of()) : Keysurge.commandLine();
        var out = new StringWriter();
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--config", home.properties().file().toString()));
        // Stronger than variables that may point to another cluster.
        clients().forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
        return new Ran(program.execute(all.toArray(String[]::new)), out.toString());
    }

    /** Puts usage on its topic, and returns once the broker has it. */
    void use(List<UsageEvent> events) {
        try (Meter meter = meter()) {
            events.forEach(meter::record);
        }
    }

    /** What a producer writes usage with. */
    Meter meter() {
        return new Meter(new RecordPublisher<>(
                UsageEvent.class, clients(), topics.usage().name()));
    }

    /** A producer of usage whose events all have to arrive. */
    record Meter(RecordPublisher<UsageEvent> publisher) implements AutoCloseable {

        void record(UsageEvent event) {
            publisher.publish(event.getIdentityId(), event, why -> {
                throw new AssertionError(why);
            });
        }

        @Override
        public void close() {
            publisher.flush();
            publisher.close();
        }
    }

    /** Waits until the detector has judged all usage that there is. */
    void awaitJudged() {
        awaitRead(topics.usage());
    }

    /** Waits until the detector knows who is registered. */
    void awaitRegistered() {
        awaitRead(topics.identities());
    }

    private void awaitRead(TopicSpec topic) {
        try (var detector = new DetectorGroup(clients(), topics.prefix() + "detector", topic.name())) {
            await().atMost(PATIENCE).until(() -> detector.lag() <= 0);
        }
    }

    List<Alert> alerts() {
        return committed(Alert.class, topics.alerts());
    }

    List<ActionRecord> ledger() {
        return committed(ActionRecord.class, topics.actions());
    }

    List<ReviewRecord> reviews() {
        return committed(ReviewRecord.class, topics.reviews());
    }

    private <T extends SpecificRecord> List<T> committed(Class<T> type, TopicSpec topic) {
        List<T> records = new ArrayList<>();
        try (var tail = new TopicTail<>(type, clients(), topic.name(), warning -> {
            throw new AssertionError(warning);
        })) {
            tail.fromBeginning();
            tail.readThrough(record -> records.add(record.value()));
        }
        return records;
    }

    private Map<String, Object> clients() {
        Map<String, Object> clients = new HashMap<>();
        for (String name : List.of("bootstrap.servers", "schema.registry.url")) {
            clients.put(name, home.properties().value(name).orElseThrow());
        }
        return clients;
    }

    /** Has the launcher start or stop the processes. */
    private void launch(String... command) {
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "KEYSURGE_HOME",
                home.directory().toString(),
                "KEYSURGE_NO_BUILD",
                "1",
                // They mostly start and wait, as the tests themselves do.
                "JDK_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1");
        List<String> all = new ArrayList<>(List.of("sh", LAUNCHER.toString()));
        all.addAll(List.of(command));
        new Launch("keysurge", all, environment, home.directory(), home.log("launcher"))
                .start()
                .awaitSuccess();
    }

    private void down() {
        launch("down");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        down();
    }
}
