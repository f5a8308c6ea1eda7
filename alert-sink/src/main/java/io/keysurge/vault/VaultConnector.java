// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import io.keysurge.contract.ResponseStep;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.KeyringConnector;
import io.keysurge.keyring.KeyringSettings;
import io.keysurge.keyring.KeyringSettings.Removal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Revokes what an identity has got from HashiCorp Vault or OpenBao: a lease, or a token with everything that was got with
 * it. Nothing gives either back.
 */
public final class VaultConnector extends KeyringConnector {

    /** The connector's name in the ledger. */
    public static final String NAME = "vault";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS = Set.of(ResponseStep.REVOKE);

    static final String TITLE = "Vault";

    /** Synchronous where Vault is concerned; what a lease gave access to may keep open what is open. */
    private static final Duration PROPAGATION = Duration.ofSeconds(5);

    /** A connector to one server; connects only when called. */
    public VaultConnector(VaultSettings settings, InstantSource clock) {
        this(settings, settings.reach().client(NAME), clock);
    }

    private VaultConnector(VaultSettings settings, OneShotClient http, InstantSource clock) {
        super(
                new KeyringSettings(
                        NAME,
                        TITLE,
                        new Removal("revoke", "revoked", "let the identity log in and get a new lease"),
                        settings.grants(),
                        PROPAGATION,
                        settings.reach()),
                http,
                new VaultGrants(settings, http, clock));
    }
}
