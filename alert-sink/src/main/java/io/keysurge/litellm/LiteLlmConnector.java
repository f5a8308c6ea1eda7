// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.Errands;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Deadline;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers the limits of an identity's virtual key in LiteLLM, blocks the key, or deletes it.
 *
 * <p>The key is found by its name once. From then on the ledger knows its hashed token, and whatever follows is done to
 * that key and no other, also when its alias has gone to another one meanwhile. LiteLLM keeps keys in memory for a
 * while, each of its processes on its own; until it looks again, a changed key may act as before.
 */
public final class LiteLlmConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "litellm";

    /** What a person has to set so that a proxy at a private address may be called. */
    static final String ALLOW_PRIVATE = "sink.litellm.allow.private";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.THROTTLE, ResponseStep.SUSPEND, ResponseStep.REVOKE));

    private final LiteLlmSettings settings;
    private final OneShotClient http;
    private final KeyApi keys;
    private final Errands errands;

    /** A connector to one proxy; connects only when called. */
    public LiteLlmConnector(LiteLlmSettings settings, InstantSource clock) {
        this.settings = settings;
        this.http = new OneShotClient(
                new PublicAddresses(settings.allowPrivate(), ALLOW_PRIVATE, Names.SYSTEM),
                settings.connectTimeout(),
                settings.deadline());
        this.keys = new KeyApi(settings, http, clock);
        this.errands = new Errands(settings.shown(), settings.deadline());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Of the three steps, {@code REVOKE} alone cannot be undone. */
    @Override
    public Traits traits() {
        return new Traits(true, true, true, false);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        String key = settings.keyOf(alert.identityId()).shown() + " at " + settings.shown();
        return switch (step) {
            case THROTTLE -> "lower to " + settings.throttled().shown() + " the " + key;
            case SUSPEND -> "block the " + key;
            case REVOKE -> "block and delete the " + key;
            default -> "nothing: LiteLLM cannot " + step;
        };
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (!STEPS.contains(action.getStep())) {
            return new Refused("LiteLLM cannot " + action.getStep());
        }
        return errands.act(key, deadline -> {
            Optional<KeyState> found = find(action, deadline);
            if (found.isEmpty()) {
                return action.getStep() == ResponseStep.REVOKE
                        ? new Done(the(action) + " is gone already")
                        : new Refused(gone(action));
            }
            return switch (action.getStep()) {
                case THROTTLE -> throttle(found.get(), the(action), deadline);
                case SUSPEND -> suspend(found.get(), the(action), deadline);
                default -> revoke(found.get(), the(action), deadline);
            };
        });
    }

    private Outcome throttle(KeyState state, String the, Deadline deadline) throws NotDoneException, IOException {
        Limits limits = state.limits().lowerOf(settings.throttled());
        if (limits.equals(state.limits())) {
            return new Done(the + " was throttled already: " + limits.shown());
        }
        keys.limit(state, limits, deadline);
        return new Done(the + " is throttled: " + limits.shown());
    }

    private Outcome suspend(KeyState state, String the, Deadline deadline) throws NotDoneException, IOException {
        if (state.blocked()) {
            return new Done(the + " was blocked already");
        }
        keys.block(state, deadline);
        return new Done(the + " is blocked");
    }

    /** Blocked first: the key is out of use even where deleting it fails. */
    private Outcome revoke(KeyState state, String the, Deadline deadline) throws NotDoneException, IOException {
        if (!state.blocked()) {
            keys.block(state, deadline);
        }
        keys.delete(state, deadline);
        return new Done(the + " is deleted");
    }

    @Override
    public Standing standing(ActionRecord action) {
        return errands.look(deadline -> {
            Optional<KeyState> found = find(action, deadline);
            if (found.isPresent()) {
                return new Standing.Known(
                        isInEffect(action.getStep(), found.get()), found.get().toJson());
            }
            if (action.getStep() == ResponseStep.REVOKE) {
                return new Standing.Known(true, action.getPriorState());
            }
            throw new NotDoneException(new Refused(gone(action)));
        });
    }

    /** A key that is there is not revoked. */
    private boolean isInEffect(ResponseStep step, KeyState state) {
        return switch (step) {
            case THROTTLE -> state.limits().equals(state.limits().lowerOf(settings.throttled()));
            case SUSPEND -> state.blocked();
            default -> false;
        };
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        ResponseStep step = action.getStep();
        if (step != ResponseStep.THROTTLE && step != ResponseStep.SUSPEND) {
            return new Refused("a " + step + " cannot be undone: generate a new key and hand it out");
        }
        Optional<KeyState> prior = KeyState.parse(action.getPriorState());
        if (prior.isEmpty()) {
            return new Refused("nobody wrote down how the key stood before");
        }
        return errands.act(key, deadline -> {
            Optional<KeyState> found = find(action, deadline);
            if (found.isEmpty()) {
                return new Refused(gone(action));
            }
            return step == ResponseStep.SUSPEND
                    ? unblock(found.get(), prior.get(), the(action), deadline)
                    : unthrottle(found.get(), prior.get(), the(action), deadline);
        });
    }

    private Outcome unblock(KeyState state, KeyState prior, String the, Deadline deadline)
            throws NotDoneException, IOException {
        if (!state.blocked()) {
            return new Done(the + " was unblocked already");
        }
        if (prior.blocked()) {
            return new Done(the + " was blocked before the action too, and stays so");
        }
        keys.unblock(state, deadline);
        return new Done(the + " is unblocked");
    }

    /** Looks again afterwards: that null takes a limit away is what LiteLLM does, but nowhere what it promises. */
    private Outcome unthrottle(KeyState state, KeyState prior, String the, Deadline deadline)
            throws NotDoneException, IOException {
        Limits limits = state.limits().higherOf(prior.limits());
        if (limits.equals(state.limits())) {
            return new Done(the + " had its limits back already: " + limits.shown());
        }
        keys.limit(state, limits, deadline);
        Optional<KeyState> after = keys.find(state.token(), deadline);
        return after.map(KeyState::limits).filter(limits::equals).isPresent()
                ? new Done(the + " has its limits back: " + limits.shown())
                : new TryAgain("LiteLLM accepted, but does not show: " + limits.shown(), null);
    }

    /** By the token where the ledger knows it, and then empty when the key is gone; by its name at first. */
    private Optional<KeyState> find(ActionRecord action, Deadline deadline) throws NotDoneException, IOException {
        Optional<KeyState> prior = KeyState.parse(action.getPriorState());
        return prior.isPresent()
                ? keys.find(prior.get().token(), deadline)
                : Optional.of(keys.find(settings.keyOf(action.getIdentityId()), deadline));
    }

    private String the(ActionRecord action) {
        return "the " + settings.keyOf(action.getIdentityId()).shown();
    }

    private String gone(ActionRecord action) {
        return the(action) + " that this was decided for is gone: it was deleted, or replaced by a new one";
    }

    @Override
    public void close() {
        http.close();
    }
}
