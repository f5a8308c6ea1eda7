// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ports of this machine")
class PortsTest {

    @Test
    void are_busy_while_somebody_listens_and_free_afterwards() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();

            assertThat(Ports.isFree(port)).isFalse();
            assertThat(Ports.isListening(port)).isTrue();
        }
        assertThat(Ports.isFree(port)).isTrue();
        assertThat(Ports.isListening(port)).isFalse();
    }

    @Test
    void are_given_out_once_only() {
        List<Integer> ports = Stream.generate(Ports::free).limit(50).toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(Ports::isFree);
    }
}
