// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.bench.cpu.Proc;
import io.keysurge.bench.cpu.TaskStat;
import java.util.ArrayList;
import java.util.List;

/** How many processors were kept busy by whom since a moment. Every process watched has to live on. */
public final class CoreWatch {

    private static final double NANOS = 1e9;

    private final List<Long> ours;
    private final long begunNanos = System.nanoTime();
    private final long begunBusy = Proc.busyTicks();
    private final long begunOurs;

    private CoreWatch(List<Long> ours) {
        this.ours = List.copyOf(ours);
        this.begunOurs = ticks(ours);
    }

    /** Watches the whole machine beside this process, the stage's broker and these detectors. */
    public static CoreWatch beside(Stage stage, RunningDetector... detectors) {
        List<Long> ours = new ArrayList<>(List.of(ProcessHandle.current().pid(), stage.brokerProcess()));
        for (RunningDetector detector : detectors) {
            ours.add(detector.process());
        }
        return new CoreWatch(ours);
    }

    /** Processors that others kept busy. */
    public double others() {
        long others = Proc.busyTicks() - begunBusy - (ticks(ours) - begunOurs);
        return Math.max(0, others / TaskStat.TICKS_PER_SECOND / seconds());
    }

    /** Processors that the measurement itself kept busy: this process, the broker and the detectors. */
    public double own() {
        return (ticks(ours) - begunOurs) / TaskStat.TICKS_PER_SECOND / seconds();
    }

    private double seconds() {
        return (System.nanoTime() - begunNanos) / NANOS;
    }

    private static long ticks(List<Long> processes) {
        return processes.stream().mapToLong(Proc::cpuTicks).sum();
    }
}
