// SPDX-License-Identifier: Apache-2.0
package io.keysurge.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityRecord;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The registry of identities")
class IdentityRegisterTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final IdentityRegister register = new IdentityRegister(clock::get);

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void protects_whom_it_does_not_know() {
        assertThat(register.protects("nhi-42")).contains("the registry does not know the identity");
        assertThat(register.size()).isZero();
    }

    @Test
    void protects_nobody_that_it_knows_without_a_reason() {
        learn(identity().build());

        assertThat(register.protects("nhi-42")).isEmpty();
        assertThat(register.size()).isEqualTo(1);
    }

    @Test
    void protects_whom_a_record_says_to_and_who_is_for_break_glass_use() {
        learn(identity().setNeverAutoRevoke(true).build());
        assertThat(register.protects("nhi-42")).contains("the registry says never_auto_revoke");

        learn(identity().setCriticality(Criticality.BREAK_GLASS).build());
        assertThat(register.protects("nhi-42")).contains("the identity is for break-glass use");
    }

    @Test
    void protects_whom_their_response_policy_says_to_or_one_that_nobody_here_knows() {
        learn(identity().setResponsePolicy("automatic").build());
        assertThat(register.protects("nhi-42")).isEmpty();

        learn(identity().setResponsePolicy("notify-only").build());
        assertThat(register.protects("nhi-42")).contains("the registry says response_policy: notify-only");

        learn(identity().setResponsePolicy("careful").build());
        assertThat(register.protects("nhi-42"))
                .contains(
                        "the registry names a response_policy that this sink does not know (expected: automatic or notify-only)");
    }

    @Test
    void protects_again_who_was_removed() {
        learn(identity().build());

        register.learn("nhi-42", null, 1);

        assertThat(register.protects("nhi-42")).isPresent();
    }

    @Test
    void protects_of_whom_nobody_can_read_what_it_says() {
        learn(identity().build());

        register.unreadable("nhi-42");

        assertThat(register.protects("nhi-42")).contains("what the registry says of the identity cannot be read");
    }

    @Test
    void begins_to_protect_at_once_and_ends_when_the_record_says() {
        Instant later = NOW.plusSeconds(60);
        learn(identity().setNeverAutoRevoke(true).setEffectiveFrom(later).build());
        assertThat(register.protects("nhi-42")).isPresent();

        learn(identity().setEffectiveFrom(later).build());
        assertThat(register.protects("nhi-42")).isPresent();

        clock.set(later);
        assertThat(register.protects("nhi-42")).isEmpty();
    }

    private void learn(IdentityRecord identity) {
        register.learn(identity.getIdentityId(), identity, 0);
    }

    private static IdentityRecord.Builder identity() {
        return IdentityRecord.newBuilder().setIdentityId("nhi-42");
    }
}
