// SPDX-License-Identifier: Apache-2.0
/**
 * What every Keysurge process shares at run time: settings, health, metrics, the operator's endpoint, start and stop.
 *
 * <p>Decides nothing about usage or alerts.
 */
@NullMarked
package io.keysurge.runtime;

import org.jspecify.annotations.NullMarked;
