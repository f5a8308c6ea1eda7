// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.Alert;
import io.keysurge.usage.RefusalReason;

/** Counts what happens to records, so that nothing is lost silently: seen = counted + duplicate + unjudged + refused. */
public interface UsageMeter {

    /** Counts nothing. */
    UsageMeter NONE = new UsageMeter() {
        @Override
        public void counted() {}

        @Override
        public void duplicate() {}

        @Override
        public void unjudged() {}

        @Override
        public void refused(RefusalReason reason) {}

        @Override
        public void alerted(Alert alert) {}
    };

    /** A usage event counted. */
    void counted();

    /** A usage event was known already. */
    void duplicate();

    /** A usage event of an identity for which there is no room was left unjudged. */
    void unjudged();

    /** A record was refused and kept. */
    void refused(RefusalReason reason);

    /** A revision of an alert was written. */
    void alerted(Alert alert);
}
