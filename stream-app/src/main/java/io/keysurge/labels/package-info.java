// SPDX-License-Identifier: Apache-2.0
/**
 * What people say alerts were, and how often each detector was right by that.
 *
 * <p>Labels live on a topic, the newest of an alert counts; an alert without one counts as neither true nor noise.
 * Changes no judgement and no setting: whoever reads the figures decides.
 */
@NullMarked
package io.keysurge.labels;

import org.jspecify.annotations.NullMarked;
