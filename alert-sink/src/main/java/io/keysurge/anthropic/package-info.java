// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: Anthropic's Admin API, through which the API key of an identity is made inactive, active again, or
 * archived.
 *
 * <p>Which keys are configuration, never data. A key is known here by its id ({@code apikey_...}); the key itself is never
 * needed, asked for or kept.
 *
 * <p>Written against the published contract, not the running service: the pages "Get API Key", "Update API Key" and
 * "Errors" of the API reference as of November 2026, {@code anthropic-version} 2023-06-01.
 */
@NullMarked
package io.keysurge.anthropic;

import org.jspecify.annotations.NullMarked;
