// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: the key management of the LiteLLM proxy, through which the virtual key of an identity is throttled,
 * blocked, unblocked or deleted.
 *
 * <p>Which proxy and which keys are configuration, never data: an alert chooses only among the keys of one proxy, by the
 * identity it names. A key is known here by its alias or by its hashed token; the key itself is never needed, asked for
 * or kept, and an answer that may hold one is never printed.
 *
 * <p>Written against the published contract, not a running proxy: the OpenAPI description that LiteLLM 1.95.0 serves
 * (August 2026), and the page "Virtual Keys" at docs.litellm.ai as of October 2026.
 */
@NullMarked
package io.keysurge.litellm;

import org.jspecify.annotations.NullMarked;
