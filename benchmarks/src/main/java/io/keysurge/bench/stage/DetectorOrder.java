// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A detector to start.
 *
 * @param instance name of the instance: its log and its state are called so
 * @param prefix what topic names begin with
 * @param applicationId its consumer group
 * @param heap its heap, as {@code -Xmx} takes it
 * @param settings further settings, which win
 */
public record DetectorOrder(
        String instance, String prefix, String applicationId, String heap, Map<String, String> settings) {

    public DetectorOrder {
        settings = Map.copyOf(settings);
    }

    /** Where its state is. */
    public Path stateDirectory(Stage stage) {
        return stage.directory().resolve(instance + "-state");
    }

    /** The same detector as another instance, with its own state. */
    public DetectorOrder as(String otherInstance) {
        return new DetectorOrder(otherInstance, prefix, applicationId, heap, settings);
    }

    /** The same detector in another consumer group. */
    public DetectorOrder inGroup(String otherApplicationId) {
        return new DetectorOrder(instance, prefix, otherApplicationId, heap, settings);
    }

    /** Its settings. */
    Map<String, String> flags(Stage stage) {
        Map<String, String> flags = new TreeMap<>();
        stage.clientSettings().forEach((name, value) -> flags.put(name, String.valueOf(value)));
        flags.put("topic.prefix", prefix);
        flags.put("detector.application.id", applicationId);
        flags.put("state.dir", stateDirectory(stage).toString());
        flags.putAll(settings);
        return flags;
    }

    List<String> jvmOptions() {
        // A compiler thread that ends would take its CPU time with it, and could no longer be subtracted.
        return List.of("-Xmx" + heap, "-XX:+UseG1GC", "-XX:-UseDynamicNumberOfCompilerThreads");
    }
}
