// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.bench.throughput.system.Subject;
import io.keysurge.bench.throughput.system.Tally;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.utils.AppInfoParser;

/** A Flink job in a MiniCluster of this process. */
public final class FlinkSubject implements Subject {

    private static final long CHECKPOINT_MILLIS = 10_000;

    private final StreamExecutionEnvironment environment;
    private final Tally tally;
    private final Thread thread = new Thread(this::execute, "flink-job");

    private FlinkSubject(StreamExecutionEnvironment environment, Tally tally) {
        this.environment = environment;
        this.tally = tally;
    }

    /** Whole records through the shuffle, watermarks. */
    public static Subject typical(Assignment assignment, Tally tally) {
        StreamExecutionEnvironment environment = environment(assignment);
        RuleFunction.countInto(tally);
        FlinkJobs.typical(environment, assignment);
        return new FlinkSubject(environment, tally);
    }

    /** Four fields, decoded at the source; objects used again; no watermarks. */
    public static Subject tuned(Assignment assignment, Tally tally) {
        StreamExecutionEnvironment environment = environment(assignment);
        environment.getConfig().enableObjectReuse();
        RuleFunction.countInto(tally);
        FlinkJobs.tuned(environment, assignment);
        return new FlinkSubject(environment, tally);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** The job ends by itself with the topic, after a last checkpoint. */
    @Override
    public void close() throws InterruptedException {
        thread.join();
    }

    @Override
    public String version() {
        return "Flink " + EnvironmentInformation.getVersion() + " on kafka-clients " + AppInfoParser.getVersion();
    }

    @Override
    public String commits() {
        return "checkpoint " + CHECKPOINT_MILLIS / 1_000 + " s";
    }

    private void execute() {
        try {
            environment.execute("usage");
        } catch (Exception failure) {
            tally.fail(failure);
        }
    }

    private static StreamExecutionEnvironment environment(Assignment assignment) {
        var configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Path.of(assignment.directory(), assignment.system().toString())
                        .toUri()
                        .toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        environment.enableCheckpointing(CHECKPOINT_MILLIS);
        return environment;
    }
}
