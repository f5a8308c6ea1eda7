// SPDX-License-Identifier: Apache-2.0
/**
 * Child processes, ports and log files: what any server started on this machine needs.
 *
 * <p>Nothing here knows what the process is; Kafka and the registry live in {@code io.keysurge.local.server}.
 */
@NullMarked
package io.keysurge.local.process;

import org.jspecify.annotations.NullMarked;
