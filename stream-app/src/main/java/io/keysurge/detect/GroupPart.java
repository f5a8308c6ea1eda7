// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** What a task that judges identities tells a task that watches a group of them. */
public sealed interface GroupPart permits SharedPart, HourPart, ProducerPart {}
