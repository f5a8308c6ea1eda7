// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** TCP ports of the loopback address. */
public final class Ports {
    /** The only address anything here listens on. */
    public static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 1_000;

    /** Handed out by this JVM: two callers must not get the same one before either has bound it. */
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A port that nothing listens on and that this JVM has not handed out before. */
    public static synchronized int free() {
        try {
            int port;
            do {
                port = anyFree();
            } while (!GIVEN.add(port));
            return port;
        } catch (IOException e) {
            throw new StartException("no free port on " + HOST + ": " + e.getMessage(), e);
        }
    }

    /** Whether a server could be started on this port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As the servers do: connections of a predecessor in TIME_WAIT do not count as busy.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody accepts connections on this port. */
    public static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
