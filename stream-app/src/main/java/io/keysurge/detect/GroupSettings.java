// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What people may set about judgement across identities.
 *
 * @param concentrationPercent per cent of its business unit's spend from which one shared identity carries too much of
 *     it, 1 to 100
 * @param mismatchPercent per cent of production's spend that the test environment of an application may reach, 1 to 1000
 * @param unattributedPercent per cent of a producer's events that may lack an application, an environment or an owner, 1
 *     to 100
 */
public record GroupSettings(int concentrationPercent, int mismatchPercent, int unattributedPercent) {

    /** Half in all cases. */
    public static final GroupSettings DEFAULTS = new GroupSettings(50, 50, 50);

    public GroupSettings {
        require(concentrationPercent, 100, "concentrationPercent");
        require(mismatchPercent, 1_000, "mismatchPercent");
        require(unattributedPercent, 100, "unattributedPercent");
    }

    private static void require(int actual, int most, String name) {
        if (actual < 1 || actual > most) {
            throw new IllegalArgumentException(name + ": " + actual + " (expected: 1 to " + most + ")");
        }
    }
}
