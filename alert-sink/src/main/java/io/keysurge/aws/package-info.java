// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: AWS IAM, through which the access key of an identity's user is made inactive, active again, or deleted.
 *
 * <p>Which keys are configuration, never data. A key is known here by its user and its id; its secret is never needed,
 * asked for or kept. Calls are signed with Signature Version 4.
 *
 * <p>Written against the published contract, not the running service: UpdateAccessKey, DeleteAccessKey, ListAccessKeys and
 * "Common errors" of the IAM API, version 2010-05-08, and AWS's own test suite of signatures.
 */
@NullMarked
package io.keysurge.aws;

import org.jspecify.annotations.NullMarked;
