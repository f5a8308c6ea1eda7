// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import org.apache.kafka.clients.producer.RecordMetadata;

/** What became of one published record. Called once, from the producer's thread; must be quick. */
public interface Receipt {

    /** The broker has it, on every replica that it waits for. */
    void appended(RecordMetadata where);

    /** This record alone cannot be published, such as one that is too large. */
    void refused(String why);
}
