// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.peer.Peer;
import io.keysurge.evaluate.score.Scored;
import java.util.ArrayList;
import java.util.List;

/** What a peer says of each bucket of one identity, and which of that counts. */
final class PeerJudgement {

    /** Active days that an identity must have before a day on which a peer may alert: the engine's own patience. */
    private static final int WARM_UP_DAYS = 3;

    private static final double FLOOR_TOKENS = 10_000;

    private final int identity;
    private final double[] buckets;
    private final double[] scores;
    private final int warmFrom;

    private PeerJudgement(int identity, double[] buckets, double[] scores, int warmFrom) {
        this.identity = identity;
        this.buckets = buckets;
        this.scores = scores;
        this.warmFrom = warmFrom;
    }

    static PeerJudgement of(Peer peer, int identity, TokenSeries series) {
        double[] buckets = series.sums(0, (int) Scored.END_MINUTE, Peer.BUCKET_MINUTES);
        int warmFrom = warmFrom(buckets);
        // Who is never warm is not worth asking about.
        double[] scores = warmFrom < buckets.length ? peer.scores(buckets) : buckets;
        return new PeerJudgement(identity, buckets, scores, warmFrom);
    }

    int identity() {
        return identity;
    }

    /** Last minutes of the buckets whose score is above a limit. */
    List<Long> alarms(double limit) {
        List<Long> alarms = new ArrayList<>();
        for (int bucket = warmFrom; bucket < buckets.length; bucket++) {
            if (scores[bucket] > limit && buckets[bucket] >= FLOOR_TOKENS) {
                alarms.add((bucket + 1L) * Peer.BUCKET_MINUTES - 1);
            }
        }
        return alarms;
    }

    private static int warmFrom(double[] buckets) {
        int active = 0;
        for (int day = 0; day < buckets.length; day += Peer.DAY) {
            if (active >= WARM_UP_DAYS) {
                return day;
            }
            active += isActive(buckets, day) ? 1 : 0;
        }
        return buckets.length;
    }

    private static boolean isActive(double[] buckets, int day) {
        for (int bucket = day; bucket < Math.min(day + Peer.DAY, buckets.length); bucket++) {
            if (buckets[bucket] > 0) {
                return true;
            }
        }
        return false;
    }
}
