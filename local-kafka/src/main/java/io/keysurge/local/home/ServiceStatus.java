// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How one service fares.
 *
 * @param name broker, registry, detector or sink
 * @param pid its process; empty if it does not run
 * @param address where people reach it
 * @param answers whether it does its work; never true if it does not run
 * @param log where it writes
 */
public record ServiceStatus(String name, OptionalLong pid, String address, boolean answers, Path log) {}
