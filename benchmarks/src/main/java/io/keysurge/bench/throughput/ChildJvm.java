// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.flame.FlameGraph;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import io.keysurge.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM like this one for one piece of work, with this one's class path. */
final class ChildJvm {

    private static final long SILENCE_SECONDS = 10;

    private final Stage stage;
    private final Progress progress;
    private final List<String> options;
    private final @Nullable Path flameGraph;

    /**
     * JVMs with these options.
     *
     * @param progress told now and then that they still run
     * @param flameGraph where to draw where their time goes; null: nowhere
     */
    ChildJvm(Stage stage, Progress progress, List<String> options, @Nullable Path flameGraph) {
        this.flameGraph = flameGraph;
        this.stage = stage;
        this.progress = progress;
        this.options = List.copyOf(options);
    }

    /**
     * Runs a main class and waits for its end.
     *
     * @param name what people call it
     * @throws FailedException when it fails; with the last lines of its log
     * @throws java.util.concurrent.CancellationException when the stage is being cleared away
     */
    void run(String name, Class<?> main, List<Path> arguments) throws IOException, InterruptedException {
        Path log = stage.directory().resolve(name + ".log");
        List<String> told = arguments.stream().map(Path::toString).toList();
        Process process = stage.start(
                Stage.jvm(recorded(name), main, told).redirectErrorStream(true).redirectOutput(log.toFile()));
        long begun = System.nanoTime();
        while (!process.waitFor(SILENCE_SECONDS, TimeUnit.SECONDS)) {
            progress.say(name + ": " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s so far");
        }
        stage.requireOpen();
        if (process.exitValue() != 0) {
            throw new FailedException(name + ": ended with exit code " + process.exitValue() + "; its log ends with:\n"
                    + LogTail.of(log));
        }
        if (flameGraph != null) {
            FlameGraph.draw(recording(name), flameGraph);
        }
    }

    private List<String> recorded(String name) {
        List<String> all = new ArrayList<>(options);
        if (flameGraph != null) {
            all.add("-XX:FlightRecorderOptions=stackdepth=128");
            all.add("-XX:StartFlightRecording=settings=profile,filename=" + recording(name));
        }
        return all;
    }

    private Path recording(String name) {
        return stage.directory().resolve(name + ".jfr");
    }

    /** The piece of work failed; the message says which, and what it said last. */
    static final class FailedException extends IOException {

        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }
}
