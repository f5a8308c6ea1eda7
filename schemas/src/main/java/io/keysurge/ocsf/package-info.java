// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts in the words of the Open Cybersecurity Schema Framework, for everybody who hands them on.
 *
 * <p>Pure: knows no channel and no clock. Who tells it (an action of the sink, a case) adds what it knows besides.
 */
@NullMarked
package io.keysurge.ocsf;

import org.jspecify.annotations.NullMarked;
