// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

/**
 * Where a rate stands on a chart: logarithmic, since a usual of a thousand and an attack of a hundred times that both
 * have to be seen.
 *
 * @param highest what stands at 1; more than 0
 */
record Scale(double highest) {

    Scale {
        highest = Math.max(10, highest);
    }

    /** From 0 for nothing to 1 for the highest. */
    double place(double rate) {
        return Math.log10(1 + Math.max(0, Math.min(rate, highest))) / Math.log10(1 + highest);
    }
}
