// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import io.keysurge.errand.SecretText;
import io.keysurge.http.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How tokens reach whoever receives them. */
public sealed interface Receiver {

    /** What may be shown of it. */
    String shown();

    /**
     * Tokens are sent to it.
     *
     * @param endpoint where it takes them
     * @param token what it lets callers in by; null when it looks at the signature alone
     * @param allowPrivate true: private and loopback addresses may be called too
     * @param connectTimeout for one connection to stand
     */
    record Push(Endpoint endpoint, @Nullable SecretText token, boolean allowPrivate, Duration connectTimeout)
            implements Receiver {

        @Override
        public String shown() {
            return "the receiver at " + endpoint.shown();
        }
    }

    /**
     * It collects them.
     *
     * @param host address to listen on
     * @param port port to listen on; 0 takes any that is free
     * @param token what it is let in by
     */
    record Poll(String host, int port, SecretText token) implements Receiver {

        @Override
        public String shown() {
            return "the receiver that polls " + host + ":" + port;
        }
    }
}
