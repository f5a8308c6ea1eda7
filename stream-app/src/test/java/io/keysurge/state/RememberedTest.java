// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.keysurge.detect.Profile;
import io.keysurge.rollup.Consumption;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.SpendBook;
import io.keysurge.serde.positional.RepeatedTexts;
import io.keysurge.state.PackedState.Life;
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
    private static final int TURNS = 5;
    private static final int MOST_COLLECTIONS = 10;
    /** What a collection may still find of others before a measurement begins. */
    private static final long LITTLE = 16_384;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 3_000})
    void takes_about_the_heap_that_it_says(int events) {
        var profile = new Profile();
        for (int i = 0; i < events; i++) {
            Lives.live(profile, "nhi-1", i);
        }
        assertSaysWhatItTakes(PackedState.profile(profile));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 64})
    void takes_about_the_heap_that_it_says_with_hours_of_spend(int accounts) {
        var spend = new SpendBook();
        for (int i = 0; i < accounts; i++) {
            var account = new Account(
                    "unit", "team-a", "production", "application-" + i % 4, null, "model-" + i / 4, "USD", null);
            spend.add(new Consumption(1_767_571_200_000L, account, 1, 1_000 + i, 200, 0, 0, 0, 5_000, true, 3, i));
        }
        assertSaysWhatItTakes(PackedState.profile(new Profile(), spend, new PackedWriter()));
    }

    private static void assertSaysWhatItTakes(byte[] packed) {
        List<Long> taken = new ArrayList<>();
        long said = 0;
        // What the collector leaves behind of others disturbs one measurement in a while.
        for (int turn = 0; turn < TURNS; turn++) {
            var heap = new ProfileHeap(new HeapShare(Long.MAX_VALUE), (identityId, bytes) -> {});
            var names = new RepeatedTexts();
            long before = usedHeap();
            for (int i = 0; i < MANY; i++) {
                Life life = PackedState.life(packed, names);
                heap.add(new Remembered(
                        "identity-of-thirty-characters" + i, life.profile(), life.spend(), packed.length));
            }
            taken.add(usedHeap() - before);
            said = heap.bytes();
            assertThat(heap.size()).isEqualTo(MANY);
        }

        Collections.sort(taken);
        assertThat(said).isCloseTo(taken.get(TURNS / 2), withPercentage(15));
    }

    /** Once a collection finds next to nothing any more: what others left behind goes in several. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now > used - LITTLE) {
                return now;
            }
            used = now;
        }
        return used;
    }
}
