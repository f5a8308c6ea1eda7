// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a host's name leads. */
@FunctionalInterface
public interface Names {

    /** What the operating system says. */
    Names SYSTEM = InetAddress::getAllByName;

    /**
     * Looks the name up.
     *
     * @throws UnknownHostException when it leads nowhere
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
