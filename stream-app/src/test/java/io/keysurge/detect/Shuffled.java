// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Other orders of the same events. */
final class Shuffled {

    private Shuffled() {}

    /** In the order in which they arrive when each is late by up to so many minutes. */
    static List<Usage> byUpTo(int minutes, List<Usage> usages, Random random) {
        Map<Usage, Long> arrivals = new HashMap<>();
        usages.forEach(usage -> arrivals.put(usage, usage.minute() + random.nextInt(minutes + 1)));
        return usages.stream().sorted(Comparator.comparing(arrivals::get)).toList();
    }

    /** In another order within each minute. */
    static List<Usage> withinMinutes(List<Usage> usages, Random random) {
        Map<Long, List<Usage>> byMinute = new TreeMap<>();
        usages.forEach(usage -> byMinute.computeIfAbsent(usage.minute(), minute -> new ArrayList<>())
                .add(usage));
        List<Usage> shuffled = new ArrayList<>(usages.size());
        byMinute.values().forEach(minute -> {
            Collections.shuffle(minute, random);
            shuffled.addAll(minute);
        });
        return shuffled;
    }
}
