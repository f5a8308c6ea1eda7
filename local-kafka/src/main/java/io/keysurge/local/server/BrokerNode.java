// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.Ports;

/**
 * Where one broker listens.
 *
 * @param id its number in the cluster, from 1
 * @param port for clients
 * @param controllerPort for the other nodes' controllers
 */
public record BrokerNode(int id, int port, int controllerPort) {

    /** Host and port for clients. */
    public String address() {
        return Ports.HOST + ":" + port;
    }

    String controllerAddress() {
        return Ports.HOST + ":" + controllerPort;
    }
}
