// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;

/**
 * The judgement of one event.
 *
 * @param profile what is remembered of the identity
 * @param identity who the identity is
 * @param usage the event
 * @param findings what was found so far
 */
record Hearing(Profile profile, Identity identity, Usage usage, List<Finding> findings) {}
