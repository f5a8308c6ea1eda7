// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;

/** Events for tests of the reporter. */
final class Reported {

    static {
        Contracts.trust();
    }

    private Reported() {}

    /** An event without an id. */
    static UsageEvent.Builder call(int tokens) {
        return UsageEvent.newBuilder()
                .setOccurredAt(Instant.now())
                .setIdentityId("nhi-billing-bot")
                .setModel("gpt-4o")
                .setInputTokens(tokens)
                .setOutputTokens(10);
    }

    static UsageEvent event(String id, int tokens) {
        return call(tokens).setEventId(id).build();
    }
}
