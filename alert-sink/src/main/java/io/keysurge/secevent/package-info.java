// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: Security Event Tokens (RFC 8417) for receivers of the Shared Signals Framework 1.0, pushed to them (RFC
 * 8935) or offered until they collect them (RFC 8936). The events are those of CAEP 1.0 and RISC 1.0.
 *
 * <p>Who receives is configuration, never data. What a receiver does about an event is its own affair: what is promised
 * here is one signed token per event, with one id however often it is sent.
 */
@NullMarked
package io.keysurge.secevent;

import org.jspecify.annotations.NullMarked;
