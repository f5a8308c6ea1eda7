// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/** A usual rule for telling spikes, to compare with. */
public interface Peer {

    /** Length of a bucket. */
    int BUCKET_MINUTES = 10;

    /** Buckets in a day. */
    int DAY = 1440 / BUCKET_MINUTES;

    /** Buckets in a week. */
    int WEEK = 7 * DAY;

    /**
     * How far each bucket is out, in this rule's own units. An entry depends on the buckets up to its own only, and is 0
     * where there is nothing to compare with.
     *
     * @param buckets tokens of one identity in each ten minutes, from the first day on
     */
    double[] scores(double[] buckets);

    /** Where this rule is commonly set to alert. */
    List<Limit> limits();

    /**
     * A common setting of a rule.
     *
     * @param name what people call it
     * @param score the score above which it alerts
     */
    record Limit(String name, double score) {}
}
