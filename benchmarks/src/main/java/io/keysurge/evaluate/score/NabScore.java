// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

/**
 * How one detector does under one profile, with the threshold that suits it best.
 *
 * @param score 0 as good as silence, 100 perfect
 * @param threshold the anomaly score from which a row counts as called; 1.1 when silence is best
 * @param falsePositives rows called outside all windows
 * @param windowsFound windows with a call
 * @param windows all windows
 */
public record NabScore(double score, double threshold, int falsePositives, int windowsFound, int windows) {}
