// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.keysurge.detect.Profile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is remembered of an identity")
class RememberedTest {

    private static final int MANY = 4_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 3_000})
    void takes_about_the_heap_that_it_says(int events) {
        var profile = new Profile();
        for (int i = 0; i < events; i++) {
            Lives.live(profile, "nhi-1", i);
        }
        byte[] packed = PackedState.profile(profile);
        List<Long> taken = new ArrayList<>();
        long said = 0;
        // What the collector leaves behind of others disturbs one measurement in a while.
        for (int turn = 0; turn < 3; turn++) {
            var heap = new ProfileHeap(new HeapShare(Long.MAX_VALUE), (identityId, bytes) -> {});
            long before = usedHeap();
            for (int i = 0; i < MANY; i++) {
                heap.add(new Remembered(
                        "identity-of-thirty-characters" + i, PackedState.profile(packed), packed.length));
            }
            taken.add(usedHeap() - before);
            said = heap.bytes();
            assertThat(heap.size()).isEqualTo(MANY);
        }

        Collections.sort(taken);
        assertThat(said).isCloseTo(taken.get(1), withPercentage(25));
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
