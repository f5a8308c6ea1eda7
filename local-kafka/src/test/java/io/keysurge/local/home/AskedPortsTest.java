// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.local.process.StartException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ports asked for")
class AskedPortsTest {
    private static final Addresses LAST = new Addresses(9001, 9002, 9003, 9004);
    private static final Set<String> NOTHING = Set.of();

    @Test
    void stay_what_they_were_if_nobody_cares() {
        assertThat(resolve(AskedPorts.NONE, NOTHING)).isEqualTo(LAST);
    }

    @Test
    void are_used_as_asked() {
        assertThat(resolve(new AskedPorts(1, 2, 3, 4), NOTHING)).isEqualTo(new Addresses(1, 2, 3, 4));
    }

    @Test
    void are_picked_where_zero_is_asked() {
        assertThat(resolve(new AskedPorts(0, null, null, null), NOTHING).broker())
                .isNotEqualTo(LAST.broker())
                .isPositive();
    }

    @Test
    void stay_where_any_will_do_and_the_service_runs() {
        assertThat(resolve(new AskedPorts(0, null, null, null), Set.of("broker")))
                .isEqualTo(LAST);
    }

    @Test
    void cannot_move_a_running_service() {
        assertThatThrownBy(() -> resolve(new AskedPorts(1, null, null, null), Set.of("broker")))
                .isInstanceOf(StartException.class)
                .hasMessage(
                        "--kafka-port: 1 (expected: 9001, where the broker runs already); run down first to move it");
    }

    @Test
    void have_to_be_ports() {
        assertThatThrownBy(() -> resolve(new AskedPorts(null, null, 70_000, null), NOTHING))
                .isInstanceOf(StartException.class)
                .hasMessage("--detector-port: 70000 (expected: 0 to 65535)");
    }

    @Test
    void have_to_differ() {
        assertThatThrownBy(() -> resolve(new AskedPorts(5, 5, null, null), NOTHING))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("expected: all different");
    }

    private static Addresses resolve(AskedPorts asked, Set<String> running) {
        return asked.resolve(LAST, running::contains);
    }
}
