// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.google.GoogleConnector;
import io.keysurge.google.GoogleSettings;
import io.keysurge.google.ServiceAccountKey;
import io.keysurge.runtime.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to Google Cloud. */
final class GoogleConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(GoogleConnector.NAME, "Google Cloud");
    private static final String CREDENTIALS = "credentials";
    private static final KeyNames KEYS = new KeyNames(
            TARGET, "IDENTITY=ACCOUNT@HOST/KEYID, never a key itself", CREDENTIALS, GoogleSettings::requireKey);

    GoogleConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addKnownTo(
                        definition,
                        "https://iam.googleapis.com",
                        "keys of service accounts are disabled and deleted at Google Cloud",
                        "Google Cloud's IAM API")
                .define(
                        TARGET.name(CREDENTIALS),
                        PASSWORD,
                        null,
                        SinkSettings.checked(
                                "the content of the JSON key file of a service account", ServiceAccountKey::parse),
                        HIGH,
                        "Content of the JSON key file of the sink's own service account. Not set: there is none.");
        KEYS.addTo(
                definition,
                "Keys of the service accounts that identities are, by e-mail address and id, such as nhi-billing=billing@my-project.iam.gserviceaccount.com/90c48f61. Needed with sink.google.credentials.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        GoogleConnector.NAME,
                        GoogleConnector.STEPS,
                        described.keys().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new GoogleConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there are no credentials.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the names are missing, one is none, or is the sink's own
     */
    static Optional<GoogleSettings> described(Settings settings) {
        return settings.optional(TARGET.name(CREDENTIALS)).map(text -> {
            ServiceAccountKey own = ServiceAccountKey.parse(text);
            return new GoogleSettings(TARGET.reach(settings), own, KEYS.of(settings, own::isCalled));
        });
    }
}
