// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Identities that come while the heap is full")
class GuestsTest {

    private final List<String> written = new ArrayList<>();
    private final Guests guests = new Guests((identityId, packed) -> written.add(identityId));

    @Test
    void are_written_with_the_commit_in_the_order_in_which_they_came() {
        comeAndChange("a");
        comeAndChange("b");
        assertThat(written).isEmpty();

        guests.writeChanged();
        guests.writeChanged();

        assertThat(written).containsExactly("a", "b");
        assertThat(guests.holds("a")).isFalse();
    }

    @Test
    void are_not_written_when_they_did_not_change() {
        guests.receive(remembered("a"));
        guests.writeChanged();
        assertThat(written).isEmpty();
    }

    @Test
    void stay_decoded_until_another_is_asked_for() {
        Remembered guest = comeAndChange("a");
        assertThat(guests.atWork("a")).isSameAs(guest);
        assertThat(guests.atWork("b")).isNull();
        assertThat(guests.atWork("a")).isNull();
        assertThat(guests.holds("a")).as("it waits").isTrue();
    }

    @Test
    void leave_as_they_were_with_what_the_registry_said_in_between() {
        Remembered guest = remembered("a");
        guests.receive(guest);
        Lives.live(guest.profile(), "a", 1);
        guests.changed(guest);
        byte[] facts = PackedState.identity(Lives.owned("team-search"));
        assertThat(guests.atWork("b")).isNull();
        guests.register("a", new RegisteredFacts().of(facts));

        Guests.Guest leaving = Objects.requireNonNull(guests.leave("a"));

        assertThat(leaving.packed()).isEqualTo(PackedState.profile(guest.profile()));
        assertThat(Objects.requireNonNull(leaving.facts()).entry().newest()).isEqualTo(Lives.owned("team-search"));
        guests.writeChanged();
        assertThat(written).as("whoever took it writes it").isEmpty();
    }

    @Test
    void cannot_change_once_another_was_asked_for() {
        Remembered gone = comeAndChange("a");
        comeAndChange("b");
        assertThatThrownBy(() -> guests.changed(gone)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void do_not_wait_for_the_commit_in_their_thousands() {
        IntStream.rangeClosed(0, ProfileHeap.MOST_WAITING + 1).forEach(i -> comeAndChange("nhi-" + i));
        assertThat(written).containsExactly("nhi-0");
    }

    @Test
    void are_forgotten_with_everything_else() {
        comeAndChange("a");
        comeAndChange("b");
        guests.clear();
        guests.writeChanged();
        assertThat(written).isEmpty();
    }

    private Remembered comeAndChange(String identityId) {
        Remembered guest = remembered(identityId);
        guests.receive(guest);
        guests.changed(guest);
        return guest;
    }

    private static Remembered remembered(String identityId) {
        return new Remembered(identityId, new Profile(), 0);
    }
}
