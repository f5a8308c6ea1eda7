// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the registry says of an identity")
class RegistryEntryTest {

    private static final long NOON = 1_770_000_000_000L;

    private final RegistryEntry constant = RegistryEntry.of(ownedBy("team-a"));

    @Test
    void holds_for_all_usage_where_nothing_else_is_said() {
        assertThat(ownerAt(constant, 0)).isEqualTo("team-a");
        assertThat(constant.isConstant()).isTrue();
    }

    @Test
    void holds_from_the_millisecond_on_from_which_it_is_said_to_hold() {
        RegistryEntry handedOver = RegistryEntry.after(constant, ownedBy("team-b"), NOON);

        assertThat(ownerAt(handedOver, NOON - 1)).isEqualTo("team-a");
        assertThat(ownerAt(handedOver, NOON)).isEqualTo("team-b");
        assertThat(handedOver.newest().owner()).isEqualTo("team-b");
        assertThat(handedOver.isConstant()).isFalse();
    }

    @Test
    void is_nothing_for_usage_before_an_identity_that_was_registered_ahead() {
        RegistryEntry ahead = RegistryEntry.after(null, ownedBy("team-b"), NOON);

        assertThat(ahead.at(NOON - 1)).isNull();
        assertThat(ownerAt(ahead, NOON)).isEqualTo("team-b");
    }

    @Test
    void is_replaced_from_the_time_on_of_what_comes_later() {
        RegistryEntry planned = RegistryEntry.after(constant, ownedBy("team-b"), NOON);
        RegistryEntry sooner = RegistryEntry.after(planned, ownedBy("team-c"), NOON - 1_000);
        RegistryEntry atOnce = RegistryEntry.after(planned, ownedBy("team-c"), RegistryEntry.ALWAYS);

        assertThat(ownerAt(sooner, NOON - 1_001)).isEqualTo("team-a");
        assertThat(ownerAt(sooner, NOON)).isEqualTo("team-c");
        assertThat(ownerAt(atOnce, NOON)).isEqualTo("team-c");
        assertThat(atOnce.isConstant()).isTrue();
    }

    @Test
    void forgets_what_held_first_when_much_is_planned() {
        RegistryEntry entry = constant;
        for (int day = 1; day <= 10; day++) {
            entry = RegistryEntry.after(entry, ownedBy("team-" + day), NOON + day);
        }

        assertThat(ownerAt(entry, NOON + 7)).isEqualTo("team-7");
        assertThat(entry.at(NOON + 6)).isNull();
    }

    private static @Nullable String ownerAt(RegistryEntry entry, long millis) {
        RegistryEntry.Word word = entry.at(millis);
        return word == null ? null : word.facts().owner();
    }

    /** Facts of which nothing but the owner is known. */
    private static IdentityFacts ownedBy(String owner) {
        return IdentityFacts.ofGroup("owner:" + owner);
    }
}
