// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The addresses that a connector may call")
class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "172.32.0.1", "100.128.0.1"})
    void are_public_ones(String address) throws Exception {
        assertThat(resolve(false, address)).containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "fd12:3456::1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:0a00:0001::1"
            })
    void are_private_ones_only_when_the_settings_say_so(String address) throws Exception {
        assertThatExceptionOfType(PublicAddresses.RefusedAddressException.class)
                .isThrownBy(() -> resolve(false, address))
                .withMessageContaining("sink.any.allow.private=true");
        assertThat(resolve(true, address)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "fe80::1",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1"
            })
    void are_never_metadata_link_local_or_multicast_ones(String address) {
        assertThatExceptionOfType(PublicAddresses.RefusedAddressException.class)
                .isThrownBy(() -> resolve(true, address));
    }

    @Test
    void are_only_the_good_ones_of_a_name_that_has_both() throws Exception {
        assertThat(resolve(false, "10.0.0.1", "93.184.216.34")).containsExactly(InetAddress.getByName("93.184.216.34"));
    }

    @Test
    void are_looked_up_once() throws Exception {
        Written names = new Written("93.184.216.34");

        new PublicAddresses(false, "sink.any.allow.private", names).resolve("hooks.example");

        assertThat(names.asked).containsExactly("hooks.example");
    }

    private static InetAddress[] resolve(boolean allowPrivate, String... addresses) throws UnknownHostException {
        return new PublicAddresses(allowPrivate, "sink.any.allow.private", new Written(addresses))
                .resolve("hooks.example");
    }

    private static final class Written implements Names {
        private final String[] addresses;
        private final List<String> asked = new ArrayList<>();

        private Written(String... addresses) {
            this.addresses = addresses;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked.add(host);
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        }
    }
}
