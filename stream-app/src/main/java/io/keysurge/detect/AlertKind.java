// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** What the detectors of this room can notice. Names are those of the Alert contract and part of the state. */
public enum AlertKind {
    /** More tokens than the identity's own upper bound. */
    TOKEN_SPIKE,
    /** More applications on one identity than declared or learned. */
    FAN_OUT,
    /** An application that never used the identity before. */
    NEW_APPLICATION
}
