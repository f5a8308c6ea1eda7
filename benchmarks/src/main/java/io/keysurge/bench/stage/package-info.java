// SPDX-License-Identifier: Apache-2.0
/**
 * What latency, restore and memory are measured on: a broker of its own, detectors in JVMs of their own that can be
 * looked at, stopped and killed, and identities whose usage comes at a steady pace.
 *
 * <p>Knows nothing of what is measured.
 */
@NullMarked
package io.keysurge.bench.stage;

import org.jspecify.annotations.NullMarked;
