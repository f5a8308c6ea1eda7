// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.runtime.CommonSettings;
import io.keysurge.webhook.WebhookSecret;
import io.keysurge.webhook.WebhookTarget;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Every {@code sink.*} setting: name, bounds, default, meaning. */
public final class SinkSettings {

    static final String MODE = "sink.mode";
    static final String DRY_RUN = "dry-run";
    static final String LIVE = "live";
    static final String APPROVAL_TIME = "sink.approval.time.ms";
    static final String CASE_WINDOW = "sink.case.window.ms";
    static final String QUIET = "sink.quiet.ms";
    static final String WEBHOOK_MODE = "sink.webhook.mode";
    static final String WEBHOOK_URL = "sink.webhook.url";
    static final String WEBHOOK_FORMAT = "sink.webhook.format";
    static final String WEBHOOK_SECRET = "sink.webhook.secret";
    static final String WEBHOOK_SECRET_PREVIOUS = "sink.webhook.secret.previous";
    static final String WEBHOOK_ALLOW_PRIVATE = "sink.webhook.allow.private";
    static final String WEBHOOK_CONNECT_TIMEOUT = "sink.webhook.connect.timeout.ms";
    static final String WEBHOOK_DEADLINE = "sink.webhook.deadline.ms";
    static final String CALLS_PER_MINUTE = "sink.calls.per.minute";
    static final String WEBHOOK_RETRIES = "sink.webhook.retry.waits.ms";
    static final String AUDIT_ANCHOR = "sink.audit.anchor.file";
    static final String GROUP_ID = "sink.group.id";
    static final String INSTANCE_ID = "sink.instance.id";
    static final String REMEMBERED = "sink.ledger.remembered.actions";
    static final String HTTP_HOST = "sink.http.host";
    static final String HTTP_PORT = "sink.http.port";

    private static final String STANDARD_WEBHOOKS_WAITS =
            "0,5000,300000,1800000,7200000,18000000,36000000,50400000,72000000,86400000";

    private SinkSettings() {}

    /** The settings of the sink on top of those that every process has. */
    public static ConfigDef definition() {
        ConfigDef definition = CommonSettings.definition();
        PolicyConfig.addTo(definition);
        webhook(definition);
        Targets.addTo(definition);
        process(definition);
        return definition;
    }

    private static void webhook(ConfigDef definition) {
        definition
                .define(
                        WEBHOOK_MODE,
                        STRING,
                        LIVE,
                        ValidString.in(DRY_RUN, LIVE),
                        MEDIUM,
                        "dry-run keeps the webhook in dry run when the sink is live.")
                .define(
                        WEBHOOK_URL,
                        STRING,
                        null,
                        checked("https://HOST/PATH, or http to a loopback host", WebhookTarget::parse),
                        HIGH,
                        "Where the signed webhook goes (Standard Webhooks 1.0.0). Not set: there is none.")
                .define(
                        WEBHOOK_FORMAT,
                        STRING,
                        "keysurge",
                        ValidString.in("keysurge", "cloudevents", "ocsf"),
                        MEDIUM,
                        "keysurge: alert and action. cloudevents: the same in a CloudEvent 1.0. ocsf: notifications as OCSF Detection Findings (2004).")
                .define(
                        WEBHOOK_SECRET,
                        PASSWORD,
                        null,
                        checked("whsec_ and base64 of 24 to 64 bytes", WebhookSecret::parse),
                        HIGH,
                        "Signs the webhook. Needed with sink.webhook.url.")
                .define(
                        WEBHOOK_SECRET_PREVIOUS,
                        PASSWORD,
                        null,
                        checked("whsec_ and base64 of 24 to 64 bytes", WebhookSecret::parse),
                        LOW,
                        "Signs the webhook as well while receivers change over to the new secret.")
                .define(
                        WEBHOOK_ALLOW_PRIVATE,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Lets the webhook go to private and loopback addresses too. Link-local and metadata addresses are"
                                + " never called.")
                .define(
                        WEBHOOK_CONNECT_TIMEOUT,
                        LONG,
                        5_000L,
                        between(1, 60_000),
                        LOW,
                        "How long the webhook's connection may take to stand.")
                .define(
                        WEBHOOK_DEADLINE,
                        LONG,
                        20_000L,
                        between(1, 60_000),
                        LOW,
                        "How long one call of the webhook may take in all.")
                .define(
                        WEBHOOK_RETRIES,
                        LIST,
                        STANDARD_WEBHOOKS_WAITS,
                        each("waits in milliseconds, 0 or more, separated by commas", SinkSettings::requireWait),
                        LOW,
                        "How long to wait before each call of one action, by webhook or any other connector, the first included; after the last it has failed.");
    }

    private static void process(ConfigDef definition) {
        definition
                .define(
                        CALLS_PER_MINUTE,
                        INT,
                        60,
                        atLeast(1),
                        MEDIUM,
                        "How many calls a minute each connector makes at most; more wait.")
                .define(
                        AUDIT_ANCHOR,
                        STRING,
                        null,
                        MEDIUM,
                        "File that notes where the audit chains stand, apart from the broker, so that a chain whose end was cut is seen. Not set: none.")
                .define(
                        GROUP_ID,
                        STRING,
                        null,
                        LOW,
                        "Consumer group of the sinks that share the work. Not set: the topic prefix and alert-sink.")
                .define(
                        INSTANCE_ID,
                        STRING,
                        null,
                        LOW,
                        "Tells this instance from the others; a name that stays over restarts ends a dead instance's"
                                + " transaction at once. Not set: a random one.")
                .define(
                        REMEMBERED,
                        INT,
                        100_000,
                        atLeast(1),
                        LOW,
                        "How many actions are kept in memory, about half a kilobyte each.")
                .define(
                        HTTP_HOST,
                        STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        LOW,
                        "Address of /livez, /readyz and /metrics.")
                .define(
                        HTTP_PORT,
                        INT,
                        21_101,
                        between(0, 65_535),
                        MEDIUM,
                        "Port of /livez, /readyz and /metrics; 0 takes a free one.");
    }

    private static void requireWait(String text) {
        if (Long.parseLong(text.strip()) < 0) {
            throw new IllegalArgumentException(text);
        }
    }

    static ConfigDef.Validator each(String rule, Consumer<String> parser) {
        return LambdaValidator.with(
                (name, value) -> ((List<?>) value).forEach(one -> require(name, rule, one.toString(), parser)),
                () -> rule);
    }

    static ConfigDef.Validator checked(String rule, Consumer<String> parser) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        require(name, rule, plain(value), parser);
                    }
                },
                () -> rule);
    }

    private static String plain(Object value) {
        return value instanceof Password password ? password.value() : value.toString();
    }

    private static void require(String name, String rule, String text, Consumer<String> parser) {
        try {
            parser.accept(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": expected " + rule);
        }
    }
}
