// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.bench.throughput.dsl.DslSubject;
import io.keysurge.bench.throughput.flink.FlinkSubject;
import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.bench.throughput.system.ConsumerSubject;
import io.keysurge.bench.throughput.system.FloorSubject;
import io.keysurge.bench.throughput.system.KeysurgeSubject;
import io.keysurge.bench.throughput.system.Subject;
import io.keysurge.bench.throughput.system.Tally;
import io.keysurge.contract.Contracts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in which one system runs alone: an assignment in a file is its first argument, the file to write what
 * was measured to the second.
 */
public final class SystemProcess {

    private static final Logger LOG = LoggerFactory.getLogger(SystemProcess.class);
    private static final long GLANCE_MILLIS = 2;
    private static final long LONGEST_STANDSTILL_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Assignment assignment;
    private final Tally tally = new Tally();

    private SystemProcess(Assignment assignment) {
        this.assignment = assignment;
    }

    /** Runs the assignment. The process ends when its parent does: nobody would read what it measures. */
    public static void main(String[] args) throws Exception {
        endWithParent();
        Contracts.trust();
        var json = new JsonMapper();
        var assignment = json.readValue(Path.of(args[0]).toFile(), Assignment.class);
        json.writeValue(Path.of(args[1]).toFile(), new SystemProcess(assignment).measure());
        System.exit(0);
    }

    private Measured measure() throws Exception {
        Subject subject = subject();
        subject.start();
        await(assignment.warmUp());
        Reading begin = Reading.now(tally, assignment.brokerProcess());
        await(assignment.events());
        Reading end = Reading.now(tally, assignment.brokerProcess());
        var memory = Measured.Memory.now();
        subject.close();
        tally.rethrow();
        Reading closed = Reading.now(tally, assignment.brokerProcess());
        return Measured.between(subject, begin, end, closed, memory);
    }

    private Subject subject() {
        return switch (assignment.system()) {
            case RAW -> ConsumerSubject.raw(assignment, tally);
            case SPECIFIC -> ConsumerSubject.decoding(assignment, tally);
            case FLOOR -> FloorSubject.of(assignment, tally);
            case KEYSURGE_BARE, KEYSURGE, KEYSURGE_DECLARED -> KeysurgeSubject.of(assignment, tally);
            case DSL -> DslSubject.of(assignment, tally);
            case FLINK -> FlinkSubject.typical(assignment, tally);
            case FLINK_TUNED -> FlinkSubject.tuned(assignment, tally);
        };
    }

    private void await(long events) throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (tally.events() < events) {
            tally.rethrow();
            if (tally.events() > seen) {
                seen = tally.events();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LONGEST_STANDSTILL_NANOS) {
                throw new IllegalStateException(
                        assignment.system() + ": stands still at event " + seen + " (expected: " + events + ")");
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }

    private static void endWithParent() {
        var watch = new Thread(SystemProcess::awaitEndOfInput, "end-with-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            LOG.debug("No parent any more", closed);
        }
        Runtime.getRuntime().halt(1);
    }
}
