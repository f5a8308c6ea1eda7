// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import java.util.Map;

/**
 * A topic as it is on the broker.
 *
 * @param partitions how many partitions it has
 * @param replication replicas of its first partition
 * @param config its whole configuration, defaults included
 */
record ExistingTopic(int partitions, int replication, Map<String, String> config) {

    ExistingTopic {
        config = Map.copyOf(config);
    }
}
