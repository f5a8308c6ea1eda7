// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.KeyringConnector;
import io.keysurge.keyring.KeyringSettings;
import io.keysurge.keyring.KeyringSettings.Removal;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Outcome;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Deletes an identity's API key at OpenAI, which has no way to switch one off; and throttles its project, where an
 * operator wants that.
 */
public final class OpenAiConnector extends KeyringConnector {

    /** The connector's name in the ledger. */
    public static final String NAME = "openai";

    static final String TITLE = "OpenAI";

    /** Nowhere promised; usage tells how long it really takes. */
    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    private final ProjectThrottle throttle;
    private final boolean throttles;

    /** A connector to one organization; connects only when called. */
    public OpenAiConnector(OpenAiSettings settings, InstantSource clock) {
        this(settings, settings.reach().client(NAME), clock);
    }

    private OpenAiConnector(OpenAiSettings settings, OneShotClient http, InstantSource clock) {
        this(settings, http, new ProjectApi(settings, http, clock));
    }

    private OpenAiConnector(OpenAiSettings settings, OneShotClient http, ProjectApi api) {
        super(
                new KeyringSettings(
                        NAME,
                        TITLE,
                        new Removal("delete", "deleted", "make a new key and hand it out"),
                        settings.keys(),
                        PROPAGATION,
                        settings.reach()),
                http,
                new OpenAiKeys(api));
        this.throttle = new ProjectThrottle(settings, api);
        this.throttles = settings.steps().contains(ResponseStep.THROTTLE);
    }

    /** {@code THROTTLE} alone can be undone, and only where it is switched on. */
    @Override
    public Traits traits() {
        return new Traits(throttles, true, true, false);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return isThrottle(step) ? throttle.plan(alert.identityId()) : super.plan(step, alert);
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        return isThrottle(action.getStep()) ? throttle.execute(action, key) : super.execute(action, alert, key);
    }

    @Override
    public Standing standing(ActionRecord action) {
        return isThrottle(action.getStep()) ? throttle.standing(action) : super.standing(action);
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        return isThrottle(action.getStep()) ? throttle.undo(action, key) : super.undo(action, key);
    }

    private boolean isThrottle(ResponseStep step) {
        return throttles && step == ResponseStep.THROTTLE;
    }
}
