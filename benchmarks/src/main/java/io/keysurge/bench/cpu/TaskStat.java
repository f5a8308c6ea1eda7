// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

/**
 * One line of {@code /proc/.../stat}.
 *
 * @param name name of the thread or process; Linux keeps 15 bytes of it
 * @param ticks CPU time in user and kernel mode so far, in hundredths of a second
 */
public record TaskStat(String name, long ticks) {

    /** Linux gives CPU times to programs in this unit, whatever the kernel's own clock. */
    public static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /**
     * Reads such a line. The name is between the first opening and the last closing bracket and may hold anything.
     *
     * @throws IllegalArgumentException when it is no such line
     */
    public static TaskStat parse(String line) {
        int opening = line.indexOf('(');
        int closing = line.lastIndexOf(')');
        if (opening < 0 || closing < opening) {
            throw new IllegalArgumentException("stat: \"" + line + "\" (expected: a name in brackets)");
        }
        String[] fields = line.substring(closing + 1).strip().split(" ", -1);
        if (fields.length <= SYSTEM_TIME) {
            throw new IllegalArgumentException(
                    "stat: " + fields.length + " fields after the name (expected: more than " + SYSTEM_TIME + ")");
        }
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return new TaskStat(line.substring(opening + 1, closing), ticks);
    }

    /** True for the threads that compile bytecode: within a short run they cost as much as the work. */
    public boolean isCompiler() {
        return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    }

    /** True for the threads that collect garbage. */
    public boolean isCollector() {
        return name.startsWith("GC Thread") || name.startsWith("G1 ");
    }
}
