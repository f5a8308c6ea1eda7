// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import io.keysurge.contract.ResponseStep;
import io.keysurge.http.OneShotClient;
import io.keysurge.keyring.KeyringConnector;
import io.keysurge.keyring.KeyringSettings;
import io.keysurge.keyring.KeyringSettings.Removal;
import java.time.InstantSource;
import java.util.Set;

/** Makes the access key of an identity's user inactive at AWS, and active again, or deletes it. */
public final class AwsConnector extends KeyringConnector {

    /** The connector's name in the ledger. */
    public static final String NAME = "aws";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS = Set.of(ResponseStep.SUSPEND, ResponseStep.REVOKE);

    static final String TITLE = "AWS IAM";

    /** A connector to IAM; connects only when called. */
    public AwsConnector(AwsSettings settings, InstantSource clock) {
        this(settings, settings.reach().client(NAME), clock);
    }

    private AwsConnector(AwsSettings settings, OneShotClient http, InstantSource clock) {
        super(
                new KeyringSettings(
                        NAME,
                        TITLE,
                        new Removal("delete", "deleted", "make a new access key and hand it out"),
                        settings.keys(),
                        settings.propagation(),
                        settings.reach()),
                http,
                new AwsKeys(settings, http, clock));
    }
}
