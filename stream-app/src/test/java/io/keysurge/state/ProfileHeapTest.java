// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The profiles that a task keeps on the heap")
class ProfileHeapTest {

    private static final long ONE = new Remembered("nhi", new Profile(), 0).heapBytes();

    private final HeapShare roomForThree = new HeapShare(3 * ONE);
    private final List<String> written = new ArrayList<>();
    private final RegisteredFacts facts = new RegisteredFacts();
    private final ProfileHeap heap = heapOn(roomForThree);

    @Nested
    @DisplayName("when they need more than their share")
    class Bound {

        @Test
        void are_those_used_most_recently() {
            add("a", "b", "c");
            heap.get("a");
            add("d");
            assertThat(heap.get("b")).isNull();
            assertThat(heap.get("a")).isNotNull();
            assertThat(heap.bytes()).isEqualTo(3 * ONE);
        }

        @Test
        void are_written_before_they_leave_if_they_changed() {
            add("a", "b", "c");
            change("a");
            heap.get("b");
            heap.get("c");
            add("d", "e");
            assertThat(written).containsExactly("a");
        }

        @Test
        void are_not_written_again_once_they_left() {
            add("a");
            change("a");
            add("b", "c", "d");
            heap.writeChanged();
            assertThat(written).containsExactly("a");
        }

        @Test
        void keep_the_one_in_use_however_small_the_share() {
            ProfileHeap crammed = heapOn(new HeapShare(1));
            Remembered inUse = new Remembered("a", new Profile(), 0);
            crammed.add(inUse);
            assertThat(crammed.get("a")).isSameAs(inUse);
            assertThat(crammed.size()).isEqualTo(1);
        }

        @Test
        void make_room_for_what_grew_when_it_was_written() {
            add("a", "b", "c");
            heap.get("a");
            change("c");
            heap.writeChanged();
            assertThat(heap.get("b")).isNull();
            assertThat(heap.bytes()).isLessThanOrEqualTo(3 * ONE);
        }

        @Test
        void count_what_the_registry_says_of_them() {
            add("a", "b", "c");
            heap.register(heap.get("c"), facts.of(PackedState.identity(Lives.owned("team-search"))));
            assertThat(heap.bytes()).isGreaterThan(3 * ONE);
            heap.register(heap.get("c"), null);
            assertThat(heap.bytes()).isEqualTo(3 * ONE);
        }
    }

    @Nested
    @DisplayName("when they changed")
    class Changed {

        @Test
        void are_written_once_however_often_they_changed() {
            add("a", "b");
            change("a");
            change("b");
            change("a");
            heap.writeChanged();
            assertThat(written).containsExactly("a", "b");
        }

        @Test
        void do_not_wait_for_the_commit_in_their_thousands() {
            ProfileHeap large = heapOn(new HeapShare(Long.MAX_VALUE));
            List<String> ids =
                    IntStream.range(0, 4_001).mapToObj(i -> "nhi-" + i).toList();
            ids.forEach(identityId -> {
                var known = new Remembered(identityId, new Profile(), 0);
                large.add(known);
                large.changed(known);
            });
            assertThat(written).containsExactly("nhi-0");
            large.writeChanged();
            assertThat(written).isEqualTo(ids);
        }

        @Test
        void are_not_written_again_until_they_change_again() {
            add("a");
            change("a");
            heap.writeChanged();
            heap.writeChanged();
            assertThat(written).hasSize(1);
            change("a");
            heap.writeChanged();
            assertThat(written).hasSize(2);
        }

        @Test
        void are_still_to_be_written_after_the_registry_said_something() {
            add("a");
            change("a");
            heap.register(heap.get("a"), facts.of(PackedState.identity(Lives.owned("team-search"))));
            heap.writeChanged();
            assertThat(written).containsExactly("a");
            assertThat(heap.get("a").registered(0).facts()).isEqualTo(Lives.owned("team-search"));
        }

        @Test
        void are_still_to_be_written_after_writing_failed() {
            List<String> tried = new ArrayList<>();
            var failing = new ProfileHeap(roomForThree, (identityId, packed) -> {
                tried.add(identityId);
                if (tried.size() == 1) {
                    throw new IllegalStateException("disk full");
                }
            });
            var known = new Remembered("a", new Profile(), 0);
            failing.add(known);
            failing.changed(known);
            assertThatThrownBy(failing::writeChanged).hasMessage("disk full");
            failing.writeChanged();
            assertThat(tried).containsExactly("a", "a");
        }

        @Test
        void are_forgotten_with_the_others_when_the_task_ends() {
            add("a");
            change("a");
            heap.clear();
            heap.writeChanged();
            assertThat(written).isEmpty();
            assertThat(heap.size()).isZero();
            assertThat(heap.bytes()).isZero();
        }
    }

    @Nested
    @DisplayName("beside those of other tasks")
    class Shared {

        @Test
        void take_an_equal_part_each() {
            add("a");
            ProfileHeap other = heapOn(roomForThree);
            assertThat(roomForThree.each()).isEqualTo(3 * ONE);
            other.add(new Remembered("b", new Profile(), 0));
            assertThat(roomForThree.each()).isEqualTo(3 * ONE / 2);
            other.clear();
            assertThat(roomForThree.each()).isEqualTo(3 * ONE);
        }

        @Test
        void leave_by_and_by_where_the_part_became_smaller() {
            var share = new HeapShare(100 * ONE);
            ProfileHeap first = heapOn(share);
            IntStream.range(0, 100).forEach(i -> first.add(new Remembered("nhi-" + i, new Profile(), 0)));
            heapOn(share).add(new Remembered("elsewhere", new Profile(), 0));
            first.add(new Remembered("newcomer", new Profile(), 0));
            assertThat(first.size()).isEqualTo(99);
            first.writeChanged();
            assertThat(first.size()).isEqualTo(50);
        }
    }

    private ProfileHeap heapOn(HeapShare share) {
        return new ProfileHeap(share, (identityId, packed) -> written.add(identityId));
    }

    private void add(String... identityIds) {
        for (String identityId : identityIds) {
            heap.add(new Remembered(identityId, new Profile(), 0));
        }
    }

    private void change(String identityId) {
        heap.changed(heap.get(identityId));
    }
}
