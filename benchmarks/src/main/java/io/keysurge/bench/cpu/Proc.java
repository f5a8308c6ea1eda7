// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Linux's {@code /proc}, read. */
public final class Proc {

    private static final Path ROOT = Path.of("/proc");
    private static final Path SELF = ROOT.resolve("self");
    private static final int IDLE = 3;
    private static final int WAITS_FOR_DISK = 4;
    private static final int GUEST = 8;

    private Proc() {}

    /** Whether this machine tells CPU by thread. */
    public static boolean isThere() {
        return Files.isReadable(SELF.resolve("task")) && Files.isReadable(ROOT.resolve("stat"));
    }

    /** CPU of this process until now. */
    public static CpuReading ownCpu() {
        Map<Integer, TaskStat> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
            for (Path task : tasks) {
                read(task, threads);
            }
            return new CpuReading(cpuTicks(SELF), threads);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A thread may end between the listing and the look; the process's sum holds what it used. */
    private static void read(Path task, Map<Integer, TaskStat> threads) {
        try {
            TaskStat stat = TaskStat.parse(Files.readString(task.resolve("stat")));
            threads.put(Integer.parseInt(String.valueOf(task.getFileName())), stat);
        } catch (IOException ended) {
            return;
        }
    }

    /** CPU ticks of another process until now; 0 when there is none of that id. */
    public static long cpuTicks(long process) {
        try {
            return cpuTicks(ROOT.resolve(String.valueOf(process)));
        } catch (IOException gone) {
            return 0;
        }
    }

    /** CPU ticks that all processors together have been busy since the machine started. */
    public static long busyTicks() {
        return busyTicks(line(ROOT.resolve("stat"), "cpu "));
    }

    /** The same from the line that tells it. Guests are part of user time already. */
    static long busyTicks(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        long busy = 0;
        for (int field = 0; field < Math.min(GUEST, fields.length); field++) {
            busy += field == IDLE || field == WAITS_FOR_DISK ? 0 : Long.parseLong(fields[field]);
        }
        return busy;
    }

    /**
     * A line of this process's memory in kB.
     *
     * @param name such as VmRSS or VmHWM
     */
    public static long memoryKilobytes(String name) {
        return Long.parseLong(
                line(SELF.resolve("status"), name + ":").replace("kB", "").strip());
    }

    /** What the processor calls itself. */
    public static String processorName() {
        return line(ROOT.resolve("cpuinfo"), "model name")
                .replaceFirst("^\\s*:", "")
                .strip();
    }

    private static long cpuTicks(Path process) throws IOException {
        return TaskStat.parse(Files.readString(process.resolve("stat"))).ticks();
    }

    /** What follows the beginning of the first line that begins so; empty where there is none. */
    private static String line(Path file, String beginning) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .map(line -> line.substring(beginning.length()))
                    .orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
