// SPDX-License-Identifier: Apache-2.0
package io.keysurge.email;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which mail server takes messages, and for whom. Prints no password.
 *
 * @param host of the SMTP server
 * @param port of it
 * @param security how the connection is protected
 * @param user who logs in; null: nobody does
 * @param password of that user; null where nobody logs in
 * @param from the sender's address
 * @param responders addresses of those who are told of what matters
 * @param owners address by owner, as the registry calls them; others' alerts go to the responders
 * @param timeout for the connection to stand, and for each answer
 */
public record EmailSettings(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from,
        List<String> responders,
        Map<String, String> owners,
        Duration timeout) {

    public EmailSettings {
        responders = List.copyOf(responders);
        owners = Map.copyOf(owners);
        if (responders.isEmpty()) {
            throw new IllegalArgumentException("responders: none (expected: one address or more)");
        }
    }

    /** How the connection to the server is protected. */
    public enum Security {
        /** Encrypted from the first byte; port 465. */
        TLS,
        /** Encrypted after STARTTLS, which the server must offer; port 587. */
        STARTTLS,
        /** Not at all: for a relay on the same machine. */
        NONE
    }

    /** What may be shown of it. */
    public String shown() {
        return "mail by " + host + ":" + port;
    }

    @Override
    public String toString() {
        return shown();
    }
}
