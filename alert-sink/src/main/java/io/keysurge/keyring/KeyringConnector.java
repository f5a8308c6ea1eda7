// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.Errands;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.Keyring.Status;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes an identity's key away at its provider; and switches it off and on again, where the provider can.
 *
 * <p>The key is found by the settings once. From then on the ledger knows its id, and whatever follows is done to that
 * key and no other.
 */
public class KeyringConnector implements Connector {

    private final KeyringSettings settings;
    private final OneShotClient http;
    private final Keyring keys;
    private final @Nullable SwitchableKeyring switches;
    private final Errands errands;

    /**
     * A connector to one provider; connects only when called.
     *
     * @param http what {@code keys} calls with; closed with the connector
     */
    protected KeyringConnector(KeyringSettings settings, OneShotClient http, Keyring keys) {
        this.settings = settings;
        this.http = http;
        this.keys = keys;
        this.switches = keys instanceof SwitchableKeyring able ? able : null;
        this.errands = new Errands(settings.shown(), settings.reach().deadline());
    }

    @Override
    public final String name() {
        return settings.name();
    }

    /** Of its steps, {@code SUSPEND} alone can be undone. */
    @Override
    public Traits traits() {
        return new Traits(switches != null, true, true, false);
    }

    @Override
    public final Duration propagation() {
        return settings.propagation();
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        String key = settings.keys().get(alert.identityId());
        if (step != ResponseStep.REVOKE && !isSuspension(step)) {
            return "nothing: " + settings.title() + " cannot " + step;
        }
        if (key == null) {
            return "nothing: " + noKeyOf(alert.identityId());
        }
        String verb =
                step == ResponseStep.SUSPEND ? "disable" : settings.removal().verb();
        return verb + " the " + keys.shown(key) + " at " + settings.shown();
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        SwitchableKeyring able = switches;
        if (action.getStep() == ResponseStep.REVOKE) {
            return errands.act(key, deadline -> revoke(find(action, deadline), deadline));
        }
        return action.getStep() == ResponseStep.SUSPEND && able != null
                ? errands.act(key, deadline -> suspend(able, find(action, deadline), deadline))
                : new Refused(settings.title() + " cannot " + action.getStep());
    }

    private boolean isSuspension(ResponseStep step) {
        return step == ResponseStep.SUSPEND && switches != null;
    }

    private Outcome suspend(SwitchableKeyring able, KeyState state, Deadline deadline)
            throws NotDoneException, IOException {
        return switch (state.status()) {
            case ON -> {
                able.disable(state.key(), deadline);
                yield new Done(the(state) + " is disabled");
            }
            case OFF -> new Done(the(state) + " was disabled already");
            case GONE -> new Refused(gone(state));
        };
    }

    private Outcome revoke(KeyState state, Deadline deadline) throws NotDoneException, IOException {
        if (state.status() == Status.GONE) {
            return new Done(the(state) + " is gone already");
        }
        keys.remove(state.key(), deadline);
        return new Done(the(state) + " is " + settings.removal().done());
    }

    /** A key that is gone is revoked, whoever took it away; it is not suspended, since nothing could undo that. */
    @Override
    public Standing standing(ActionRecord action) {
        return errands.look(deadline -> {
            KeyState state = find(action, deadline);
            boolean revoking = action.getStep() == ResponseStep.REVOKE;
            if (state.status() == Status.GONE && !revoking) {
                throw new NotDoneException(new Refused(gone(state)));
            }
            return new Standing.Known(state.status() == (revoking ? Status.GONE : Status.OFF), state.toJson());
        });
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        SwitchableKeyring able = switches;
        if (action.getStep() != ResponseStep.SUSPEND || able == null) {
            return new Refused("a " + action.getStep() + " cannot be undone: "
                    + settings.removal().next());
        }
        Optional<KeyState> prior = KeyState.parse(action.getPriorState());
        if (prior.isEmpty()) {
            return new Refused("nobody wrote down how the key stood before");
        }
        return errands.act(key, deadline -> restore(able, find(action, deadline), prior.get(), deadline));
    }

    private Outcome restore(SwitchableKeyring able, KeyState state, KeyState prior, Deadline deadline)
            throws NotDoneException, IOException {
        if (state.status() == Status.GONE) {
            return new Refused(gone(state));
        }
        if (state.status() == Status.ON) {
            return new Done(the(state) + " was enabled already");
        }
        if (prior.status() != Status.ON) {
            return new Done(the(state) + " was disabled before the action too, and stays so");
        }
        able.enable(state.key(), deadline);
        return new Done(the(state) + " is enabled");
    }

    /** By the id that the ledger knows, or else by the one that the settings name. */
    private KeyState find(ActionRecord action, Deadline deadline) throws NotDoneException, IOException {
        String known = KeyState.parse(action.getPriorState()).map(KeyState::key).orElse(null);
        String key = known == null ? settings.keys().get(action.getIdentityId()) : known;
        if (key == null) {
            throw new NotDoneException(new Refused(noKeyOf(action.getIdentityId())));
        }
        return new KeyState(key, keys.status(key, deadline));
    }

    private String noKeyOf(String identityId) {
        return settings.keysSetting() + " names no key of " + identityId;
    }

    private String the(KeyState state) {
        return "the " + keys.shown(state.key());
    }

    private String gone(KeyState state) {
        return the(state) + " is gone: it was taken away, or " + settings.keysSetting() + " names one that never was";
    }

    @Override
    public final void close() {
        http.close();
    }
}
