// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.usage.Refusal;

/**
 * A part of a payload that does not become an event.
 *
 * @param identity whose it is; empty when that is not known
 * @param refusal why, without secrets
 * @param kept what is kept of it, without secrets and without what was said in the call
 */
record Refused(String identity, Refusal refusal, String kept) {}
