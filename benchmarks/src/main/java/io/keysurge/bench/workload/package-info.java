// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured with: a stream of usage of many identities, most of which speak seldom, and the topic that holds it.
 *
 * <p>The same sizes give the same stream, event for event.
 */
@NullMarked
package io.keysurge.bench.workload;

import org.jspecify.annotations.NullMarked;
