// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.aws.AwsConnector;
import io.keysurge.aws.AwsSettings;
import io.keysurge.aws.AwsSettings.Credentials;
import io.keysurge.errand.SecretText;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector to AWS IAM. */
final class AwsConfig implements Target.Kind {

    private static final TargetConfig TARGET = new TargetConfig(AwsConnector.NAME, "AWS IAM");
    private static final String ACCESS_KEY_ID = "access.key.id";
    private static final String SECRET = "secret.access.key";
    private static final String SESSION_TOKEN = TARGET.name("session.token");
    private static final String REGION = TARGET.name("region");
    private static final String PROPAGATION = TARGET.name("propagation.ms");
    private static final KeyNames KEYS = new KeyNames(
            TARGET, "IDENTITY=USER/ACCESSKEYID, never a secret access key", ACCESS_KEY_ID, AwsSettings::requireKey);

    AwsConfig() {}

    @Override
    public void addTo(ConfigDef definition) {
        TARGET.addKnownTo(
                definition,
                "https://iam.amazonaws.com",
                "access keys are made inactive and deleted in AWS IAM",
                "AWS IAM, another one in partitions such as China's");
        credentials(definition);
        definition
                .define(
                        REGION,
                        STRING,
                        "us-east-1",
                        SinkSettings.checked("a region, such as us-east-1", AwsConfig::requireRegion),
                        LOW,
                        "Region that calls are signed for: IAM has one for each partition.")
                .define(
                        PROPAGATION,
                        LONG,
                        60_000L,
                        between(0, 3_600_000),
                        LOW,
                        "How long after its yes AWS may still accept a key, since IAM is eventually consistent.");
        KEYS.addTo(
                definition,
                "Access keys of the users that identities are, by user name and id, such as nhi-billing=billing/AKIAIOSFODNN7EXAMPLE. Needed with sink.aws.access.key.id.");
    }

    private static void credentials(ConfigDef definition) {
        definition
                .define(
                        TARGET.name(ACCESS_KEY_ID),
                        STRING,
                        null,
                        HIGH,
                        "The sink's own access key, of a user with iam:ListAccessKeys, iam:UpdateAccessKey and iam:DeleteAccessKey on the identities' users and no other right. Not set: there is none.")
                .define(
                        TARGET.name(SECRET),
                        PASSWORD,
                        null,
                        SinkSettings.checked(AwsSettings.SECRET_RULE, text -> secret(text)),
                        HIGH,
                        "The secret of that access key. Needed with sink.aws.access.key.id.")
                .define(
                        SESSION_TOKEN,
                        PASSWORD,
                        null,
                        SinkSettings.checked("a session token", text -> secret(text)),
                        MEDIUM,
                        "Session token of temporary credentials. Not set: they are none.");
    }

    @Override
    public Optional<Target> of(Settings settings) {
        return described(settings)
                .map(described -> new Target(
                        AwsConnector.NAME,
                        AwsConnector.STEPS,
                        described.keys().keySet(),
                        TARGET.isLive(settings),
                        described.shown(),
                        (clock, clients) -> new AwsConnector(described, clock)));
    }

    /**
     * The connector's settings; empty when there is no access key.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when the secret or the names are missing, or a name is none or
     *     the sink's own
     */
    static Optional<AwsSettings> described(Settings settings) {
        return settings.optional(TARGET.name(ACCESS_KEY_ID)).map(id -> {
            String secret = settings.optional(TARGET.name(SECRET))
                    .orElseThrow(() -> TARGET.missing(SECRET, AwsSettings.SECRET_RULE, ACCESS_KEY_ID));
            Credentials own = new Credentials(
                    requireId(id),
                    secret(secret),
                    settings.optional(SESSION_TOKEN).map(AwsConfig::secret).orElse(null));
            return new AwsSettings(
                    TARGET.reach(settings),
                    settings.string(REGION),
                    own,
                    KEYS.of(settings, own::isCalled),
                    settings.millis(PROPAGATION));
        });
    }

    private static SecretText secret(String text) {
        return SecretText.parse(text, AwsSettings.SECRET_RULE);
    }

    /** Checked by hand: a definition's own check would repeat what was written, which may be the secret by mistake. */
    private static String requireId(String text) {
        if (!text.matches("[A-Z0-9]{16,128}")) {
            throw new InvalidSettingsException(List.of(TARGET.name(ACCESS_KEY_ID)
                    + ": (not shown) (expected: an access key id, of 16 or more capitals and digits)"));
        }
        return text;
    }

    private static void requireRegion(String text) {
        if (!text.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(text + " (expected: a region)");
        }
    }
}
