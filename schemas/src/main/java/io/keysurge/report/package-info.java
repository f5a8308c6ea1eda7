// SPDX-License-Identifier: Apache-2.0
/**
 * The producer library: how a service that calls language models reports what its identities consume, from within.
 *
 * <p>It lives with the contracts so that an embedding service depends on this module alone: the Kafka client and the
 * serdes are here already. A service that reports must not be slowed or broken by that, so {@link UsageReporter#report}
 * neither waits nor throws, memory is bounded, and whatever is not delivered is counted by its reason. Nothing here
 * reads files, judges usage or knows a command line.
 */
@NullMarked
package io.keysurge.report;

import org.jspecify.annotations.NullMarked;
