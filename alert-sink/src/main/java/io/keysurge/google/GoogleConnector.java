// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import io.keysurge.contract.ResponseStep;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.KeyringConnector;
import io.keysurge.keyring.KeyringSettings;
import io.keysurge.keyring.KeyringSettings.Removal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Disables the key of an identity's service account at Google Cloud, and enables it again, or deletes it. */
public final class GoogleConnector extends KeyringConnector {

    /** The connector's name in the ledger. */
    public static final String NAME = "google";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS = Set.of(ResponseStep.SUSPEND, ResponseStep.REVOKE);

    static final String TITLE = "Google Cloud";

    /** An access token that was got with the key outlives it: an hour, unless somebody allowed more. */
    private static final Duration PROPAGATION = Duration.ofHours(1);

    /** A connector to the IAM API; connects only when called. */
    public GoogleConnector(GoogleSettings settings, InstantSource clock) {
        this(settings, settings.reach().client(NAME), clock);
    }

    private GoogleConnector(GoogleSettings settings, OneShotClient http, InstantSource clock) {
        super(
                new KeyringSettings(
                        NAME,
                        TITLE,
                        new Removal("delete", "deleted", "make a new key and hand it out"),
                        settings.keys(),
                        PROPAGATION,
                        settings.reach()),
                http,
                new GoogleKeys(settings, http, clock));
    }
}
