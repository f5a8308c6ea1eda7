// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

/**
 * One alert, as far as scoring looks at it.
 *
 * @param identity the number that the usage file gives the identity
 * @param minute minutes since the file's minute 0; the alert is raised during that minute or at its end
 * @param type what was noticed
 * @param severity 1 to 5
 */
public record AlertRow(int identity, long minute, String type, int severity) {}
