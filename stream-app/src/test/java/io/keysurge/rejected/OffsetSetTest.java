// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A set of places in a topic")
class OffsetSetTest {

    @Test
    void holds_what_a_set_of_objects_would() {
        Random random = new Random(7);
        Set<Coordinates> expected = new HashSet<>();
        OffsetSet set = new OffsetSet();
        for (int i = 0; i < 20_000; i++) {
            var place = new Coordinates(random.nextInt(3), 5_000_000_000L + random.nextInt(30_000));
            expected.add(place);
            set.add(place);
        }

        assertThat(set.size()).isEqualTo(expected.size());
        for (int partition = 0; partition < 4; partition++) {
            for (long offset = 5_000_000_000L - 10; offset < 5_000_030_010L; offset++) {
                var place = new Coordinates(partition, offset);
                assertThat(set.contains(place)).isEqualTo(expected.contains(place));
            }
        }
    }
}
