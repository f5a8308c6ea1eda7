// SPDX-License-Identifier: Apache-2.0
/**
 * The audit room: who did what and why, each record bearing the hash of the one before, made from the ledger and the
 * orders as they were written.
 *
 * <p>It decides nothing, calls nobody and writes to the audit topic only. Whoever cuts, changes or leaves out a record
 * breaks the chain; whoever cuts its end is given away by the anchor.
 */
@NullMarked
package io.keysurge.audit;

import org.jspecify.annotations.NullMarked;
