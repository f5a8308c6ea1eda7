// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a receiver of the Shared Signals Framework what was decided on an identity, and takes it back.
 *
 * <p>A signal is no command: that the receiver has it does not say what it does about it. What it did shows in the
 * identity's own usage, which the sink reads afterwards.
 */
public final class SecEventConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "secevent";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.THROTTLE, ResponseStep.SUSPEND, ResponseStep.REVOKE));

    private final SecEventSettings settings;
    private final EventTokens tokens;
    private final Delivery delivery;

    /** A connector to one receiver; connects only when called, and listens only when opened. */
    public SecEventConnector(SecEventSettings settings, InstantSource clock) {
        this(settings, delivery(settings, clock));
    }

    /** For tests that look at the delivery. */
    SecEventConnector(SecEventSettings settings, Delivery delivery) {
        this.settings = settings;
        this.tokens = new EventTokens(settings);
        this.delivery = delivery;
    }

    private static Delivery delivery(SecEventSettings settings, InstantSource clock) {
        return settings.receiver() instanceof Receiver.Push push
                ? new PushDelivery(push, settings.deadline(), clock)
                : new PollDelivery((Receiver.Poll) settings.receiver(), settings.deadline(), clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Of the three steps, {@code REVOKE} alone cannot be undone. */
    @Override
    public Traits traits() {
        return new Traits(true, true, false, false);
    }

    /** From the receiver's yes to whatever it does about it. */
    @Override
    public Duration propagation() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void open() {
        delivery.open();
    }

    @Override
    public boolean isCollected() {
        return settings.receiver() instanceof Receiver.Poll;
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return STEPS.contains(step)
                ? "send a signed " + EventTokens.nameOf(step) + " for " + settings.subjectOf(alert.identityId())
                        + " to " + settings.receiver().shown()
                : "nothing: a security event cannot " + step;
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        List<EventToken> told = tokens.of(action, key);
        return told.isEmpty()
                ? new Refused("a security event cannot " + action.getStep())
                : delivery.deliver(told, key);
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        List<EventToken> told = tokens.undoing(action, key);
        return told.isEmpty()
                ? new Refused("a " + action.getStep() + " cannot be undone: sessions that ended do not come back")
                : delivery.deliver(told, key);
    }

    @Override
    public void close() {
        delivery.close();
    }
}
