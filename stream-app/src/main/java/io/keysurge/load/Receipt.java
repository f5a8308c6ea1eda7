// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import org.apache.kafka.clients.producer.RecordMetadata;

/** What became of one published record. Called once, from the producer's thread; must be quick. */
@FunctionalInterface
public interface Receipt {

    /** The broker has it, on every replica that it waits for. */
    default void appended(RecordMetadata where) {
        // Who only counts refusals need not hear of it.
    }

    /** This record alone cannot be published, such as one that is too large. */
    void refused(String why);
}
