// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: the IAM API of Google Cloud, through which the key of an identity's service account is disabled, enabled
 * again, or deleted.
 *
 * <p>Which keys are configuration, never data. A key is known here by its service account and its id; the key itself is
 * never needed, asked for or kept. The sink's own key signs a grant (RFC 7523), and what it gets is kept in memory.
 *
 * <p>Written against the published contract, not the running service: "projects.serviceAccounts.keys" of the IAM API v1
 * and "Using OAuth 2.0 for server to server applications", as of November 2026.
 */
@NullMarked
package io.keysurge.google;

import org.jspecify.annotations.NullMarked;
