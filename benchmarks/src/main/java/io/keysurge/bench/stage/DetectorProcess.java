// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.app.Detector;
import io.keysurge.app.MeteredUsage;
import io.keysurge.bench.cpu.CpuReading;
import io.keysurge.bench.cpu.CpuUse;
import io.keysurge.bench.cpu.Proc;
import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.Contracts;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.Settings;
import io.keysurge.topology.UsageMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of one detector: its topology under its own configuration, as {@code keysurge detector} runs it. Settings
 * are its arguments, {@code name=value}. Answers each line of standard input with one line of JSON, a {@link Look}.
 */
public final class DetectorProcess {

    static final String LOOK = "look";
    static final String COLLECT = "collect";
    static final String STOP = "stop";

    private static final Logger LOG = LoggerFactory.getLogger(DetectorProcess.class);
    private static final Duration LONGEST_CLOSE = Duration.ofMinutes(3);
    private static final double KILOBYTES = 1024.0;
    private static final CpuReading AT_START = new CpuReading(0, Map.of());

    private final EventCount count = new EventCount();
    private final Heap heap = Heap.watched();
    private final Milestones milestones = new Milestones();
    private final KafkaStreams streams;

    private DetectorProcess(Settings settings) {
        UsageMeter meter = count.beside(new MeteredUsage(Metrics.of("bench").registry()));
        // The registry says nothing here.
        streams = new KafkaStreams(Detector.topology(settings, meter), DetectorConfig.streams(settings, false));
        streams.setStateListener(milestones);
        streams.setGlobalStateRestoreListener(milestones);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A thread failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** Runs until it is told to stop. The process ends when its parent does: nobody would look at it. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Contracts.trust();
        new DetectorProcess(Settings.of(DetectorConfig.definition(), flags(args))).serve(answers);
    }

    private void serve(PrintStream answers) throws IOException {
        milestones.started();
        streams.start();
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String command = commands.readLine();
        while (command != null) {
            if (command.equals(COLLECT)) {
                System.gc();
            } else if (command.equals(STOP)) {
                stop();
            }
            answers.println(json(look()));
            answers.flush();
            if (command.equals(STOP)) {
                System.exit(0);
            }
            command = commands.readLine();
        }
        Runtime.getRuntime().halt(1);
    }

    private void stop() {
        var leaving = CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(LONGEST_CLOSE);
        if (!streams.close(leaving)) {
            throw new IllegalStateException("Kafka Streams did not close within " + LONGEST_CLOSE);
        }
    }

    private Look look() {
        CpuUse cpu = Proc.ownCpu().since(AT_START);
        return new Look(
                streams.state().name(),
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                milestones.startedAt(),
                milestones.runningAt(),
                milestones.restoringAt(),
                milestones.restoredAt(),
                milestones.restoredRecords(),
                tasks(),
                count.events(),
                count.refused(),
                cpu.seconds(),
                cpu.compilerSeconds(),
                cpu.collectorSeconds(),
                Proc.memoryKilobytes("VmRSS") / KILOBYTES,
                Proc.memoryKilobytes("VmHWM") / KILOBYTES,
                heap.used(),
                heap.afterCollection());
    }

    private int tasks() {
        return streams.state().isRunningOrRebalancing()
                ? streams.metadataForLocalThreads().stream()
                        .mapToInt(thread -> thread.activeTasks().size())
                        .sum()
                : 0;
    }

    private static Map<String, String> flags(String[] args) {
        Map<String, String> flags = new HashMap<>();
        for (String argument : args) {
            int equals = argument.indexOf('=');
            flags.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return flags;
    }

    private static String json(Look look) throws JsonProcessingException {
        return new JsonMapper().writeValueAsString(look);
    }
}
