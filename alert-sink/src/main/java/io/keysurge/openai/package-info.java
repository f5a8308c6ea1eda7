// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: OpenAI's administration API, through which the API key of an identity is deleted, and the rate limits of
 * its project lowered where an operator wants that.
 *
 * <p>Which keys and which limits are configuration, never data. A key is known here by its project and its id; the key
 * itself is never needed, asked for or kept.
 *
 * <p>Written against the published contract, not the running service: "Project API keys", "Project service accounts" and
 * "Project rate limits" of the API reference as of November 2026. Its older versions say that the key of a service account
 * is not deleted alone; the newest says that it is. Both are provided for.
 */
@NullMarked
package io.keysurge.openai;

import org.jspecify.annotations.NullMarked;
