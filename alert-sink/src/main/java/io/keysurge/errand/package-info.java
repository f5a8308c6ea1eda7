// SPDX-License-Identifier: Apache-2.0
/**
 * What connectors to HTTP targets have in common: several calls with one deadline, and what an answer that is no success
 * makes of the whole.
 *
 * <p>It knows no target. What one of them means by a status code is the connector's to say.
 */
@NullMarked
package io.keysurge.errand;

import org.jspecify.annotations.NullMarked;
