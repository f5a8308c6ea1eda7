// SPDX-License-Identifier: Apache-2.0
/**
 * What people and other tools are told, as text and in the formats of others: OCSF Detection Findings, CloudEvents.
 *
 * <p>Pure: knows no channel, sends nothing. Never a secret, never prompt text.
 */
@NullMarked
package io.keysurge.notice;

import org.jspecify.annotations.NullMarked;
