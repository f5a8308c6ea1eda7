// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.bench.cpu.Proc;
import java.io.IOException;

/**
 * Where something was measured.
 *
 * @param machine processor and number of cores
 * @param jdk the JVM
 */
public record Place(String machine, String jdk) {

    /** Here. */
    public static Place here() {
        return new Place(
                Runtime.getRuntime().availableProcessors() + " cores of " + Proc.processorName(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /**
     * Nothing where CPU and memory can be read.
     *
     * @throws IOException elsewhere
     */
    public static void requireProc() throws IOException {
        if (!Proc.isThere()) {
            throw new IOException("no /proc on this machine (expected: Linux, which tells CPU and memory there)");
        }
    }

    /** In one line. */
    public String inWords() {
        return machine + ", " + jdk;
    }
}
