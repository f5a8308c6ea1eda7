// SPDX-License-Identifier: Apache-2.0
package io.keysurge.anthropic;

import io.keysurge.contract.ResponseStep;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.KeyringConnector;
import io.keysurge.keyring.KeyringSettings;
import io.keysurge.keyring.KeyringSettings.Removal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Makes an identity's API key inactive at Anthropic, and active again, or archives it. */
public final class AnthropicConnector extends KeyringConnector {

    /** The connector's name in the ledger. */
    public static final String NAME = "anthropic";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS = Set.of(ResponseStep.SUSPEND, ResponseStep.REVOKE);

    static final String TITLE = "Anthropic";

    /** Nowhere promised; usage tells how long it really takes. */
    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    /** A connector to one organization; connects only when called. */
    public AnthropicConnector(AnthropicSettings settings, InstantSource clock) {
        this(settings, settings.reach().client(NAME), clock);
    }

    private AnthropicConnector(AnthropicSettings settings, OneShotClient http, InstantSource clock) {
        super(
                new KeyringSettings(
                        NAME,
                        TITLE,
                        new Removal("archive", "archived", "make a new key in the Console and hand it out"),
                        settings.keys(),
                        PROPAGATION,
                        settings.reach()),
                http,
                new AnthropicKeys(settings, http, clock));
    }
}
