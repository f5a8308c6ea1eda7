// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Where an event is in its log.
 *
 * @param topic topic, or file name
 * @param partition partition; 0 in a file
 * @param offset offset; line number in a file
 */
public record Position(String topic, int partition, long offset) {}
