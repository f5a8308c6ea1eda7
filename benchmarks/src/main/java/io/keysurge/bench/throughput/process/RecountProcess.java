// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.bench.throughput.rule.Recount;
import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.bench.throughput.system.DetectorSettings;
import io.keysurge.bench.throughput.system.UsageConsumer;
import io.keysurge.config.DetectionConfig;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.replay.Replay;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process that recounts: an assignment in a file is its first argument, files for the rule's and the engine's
 * alerts the second and third.
 */
public final class RecountProcess {

    private RecountProcess() {}

    /** Recounts partition by partition, so that memory holds the identities of one at a time. */
    public static void main(String[] args) throws Exception {
        Contracts.trust();
        var assignment = new JsonMapper().readValue(Path.of(args[0]).toFile(), Assignment.class);
        Settings settings = DetectorSettings.of(assignment);
        var detection = DetectionConfig.of(settings);
        var translation = new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(settings));
        var recount = new Recount(() -> new Replay(detection, translation));
        var consumer = new UsageConsumer(assignment.clientSettings(), assignment.usage());
        for (int partition = 0; partition < assignment.partitions(); partition++) {
            recount.beginPartition();
            consumer.readOne(partition, recount::take);
        }
        Files.write(Path.of(args[1]), recount.ofRule());
        Files.write(Path.of(args[2]), recount.ofEngine());
    }
}
