// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

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
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Disables the client of an identity in Keycloak, and enables it again.
 *
 * <p>A disabled client gets no token, and introspection calls every token that it got inactive, at once. A raised
 * {@code notBefore} keeps those tokens inactive when the client is enabled again by hand. Whoever checks tokens by their
 * signature alone accepts them until they expire; no call to Keycloak changes that.
 */
public final class KeycloakConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "keycloak";

    /** What a person has to set so that a Keycloak at a private address may be called. */
    static final String ALLOW_PRIVATE = "sink.keycloak.allow.private";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.SUSPEND, ResponseStep.REVOKE));

    /** Clients that Keycloak itself lives on. Without them nobody could undo anything. */
    private static final Set<String> BUILT_IN =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");

    private final KeycloakSettings settings;
    private final InstantSource clock;
    private final OneShotClient http;
    private final AdminApi admin;
    private final Errands errands;

    /** A connector to one realm; connects only when called. */
    public KeycloakConnector(KeycloakSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = new OneShotClient(
                new PublicAddresses(settings.allowPrivate(), ALLOW_PRIVATE, Names.SYSTEM),
                settings.connectTimeout(),
                settings.deadline());
        this.admin = new AdminApi(settings, http, clock);
        this.errands = new Errands(settings.shownRealm(), settings.deadline());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Of the two steps, {@code SUSPEND} alone can be undone. */
    @Override
    public Traits traits() {
        return new Traits(true, true, true, false);
    }

    /** Introspection and the token endpoint obey at once; {@code notBefore} counts in whole seconds. */
    @Override
    public Duration propagation() {
        return Duration.ofSeconds(2);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        String client = "client " + settings.clientOf(alert.identityId()) + " in " + settings.shownRealm();
        return switch (step) {
            case SUSPEND -> "disable " + client;
            case REVOKE -> "disable " + client + " and replace its secret";
            default -> "nothing: Keycloak cannot " + step;
        };
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (!STEPS.contains(action.getStep())) {
            return new Refused("Keycloak cannot " + action.getStep());
        }
        return errands.act(key, deadline -> {
            RealmClient client = find(action, deadline);
            if (action.getStep() == ResponseStep.REVOKE) {
                return revoke(client, action, deadline);
            }
            boolean changed = disable(client, action, deadline);
            return new Done("the client " + client.clientId() + (changed ? " is disabled" : " was disabled already"));
        });
    }

    /** Tokens are refused from the next second on: Keycloak counts in seconds, and one of this second counts as later. */
    private boolean disable(RealmClient client, ActionRecord action, Deadline deadline)
            throws NotDoneException, IOException {
        ClientState state = client.state();
        if (!state.enabled() && state.notBefore() >= action.getProposedAt().getEpochSecond()) {
            return false;
        }
        admin.put(client, false, Math.max(state.notBefore(), clock.instant().getEpochSecond() + 1), deadline);
        return true;
    }

    /**
     * The registration access token goes first: with it, its holder could read the new secret. The secret goes last: a
     * new one is the sign that the rest was done.
     */
    private Outcome revoke(RealmClient client, ActionRecord action, Deadline deadline)
            throws NotDoneException, IOException {
        if (!client.hasSecret()) {
            return new Refused("the client " + client.clientId()
                    + " has no secret that could be replaced (expected: a confidential client that authenticates with"
                    + " one); only SUSPEND stops it");
        }
        disable(client, action, deadline);
        boolean replaced = isSecretReplaced(client.state(), action);
        if (!replaced) {
            admin.replaceRegistrationToken(client, deadline);
            admin.replaceSecret(client, deadline);
        }
        admin.forgetRotatedSecret(client, deadline);
        return new Done("the client " + client.clientId() + " is disabled and its secret "
                + (replaced ? "was replaced already" : "is replaced"));
    }

    /** Compared with what was before, so that no two clocks have to agree; by the clock only where that is not known. */
    private static boolean isSecretReplaced(ClientState state, ActionRecord action) {
        return ClientState.parse(action.getPriorState())
                .map(prior -> state.secretSince() != prior.secretSince())
                .orElse(state.secretSince() >= action.getProposedAt().getEpochSecond());
    }

    @Override
    public Standing standing(ActionRecord action) {
        return errands.look(deadline -> {
            ClientState state = find(action, deadline).state();
            boolean inEffect =
                    !state.enabled() && (action.getStep() != ResponseStep.REVOKE || isSecretReplaced(state, action));
            return new Standing.Known(inEffect, state.toJson());
        });
    }

    @Override
    public Outcome undo(ActionRecord action, String key) {
        if (action.getStep() != ResponseStep.SUSPEND) {
            return new Refused("a " + action.getStep() + " cannot be undone: enable the client by hand and hand its new"
                    + " secret out");
        }
        Optional<ClientState> prior = ClientState.parse(action.getPriorState());
        if (prior.isEmpty()) {
            return new Refused("nobody wrote down how the client stood before");
        }
        return errands.act(key, deadline -> restore(find(action, deadline), prior.get(), deadline));
    }

    private Outcome restore(RealmClient client, ClientState prior, Deadline deadline)
            throws NotDoneException, IOException {
        String name = "the client " + client.clientId();
        if (client.state().enabled()) {
            return new Done(name + " was enabled already");
        }
        if (!prior.enabled()) {
            return new Done(name + " was disabled before the action too, and stays so");
        }
        if (client.state().secretSince() != prior.secretSince()) {
            return new Refused(name + " got a new secret since: it was revoked; enable it by hand");
        }
        admin.put(client, true, prior.notBefore(), deadline);
        return new Done(name + " is enabled");
    }

    private RealmClient find(ActionRecord action, Deadline deadline) throws NotDoneException, IOException {
        String clientId = settings.clientOf(action.getIdentityId());
        if (clientId.equals(settings.adminClient()) || BUILT_IN.contains(clientId)) {
            throw new NotDoneException(new Refused(
                    "the client " + clientId + " is never touched: Keycloak or this connector lives on it"));
        }
        return admin.find(clientId, deadline);
    }

    @Override
    public void close() {
        http.close();
    }
}
