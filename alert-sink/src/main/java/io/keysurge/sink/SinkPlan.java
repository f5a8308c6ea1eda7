// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.contract.ActionMode;
import io.keysurge.deliver.Restraints;
import io.keysurge.ledger.Orders;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.revoke.Register;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.Topics;
import io.keysurge.webhook.WebhookConnector;
import io.keysurge.webhook.WebhookFormat;
import io.keysurge.webhook.WebhookSecret;
import io.keysurge.webhook.WebhookSettings;
import io.keysurge.webhook.WebhookTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The settings as the rooms want them.
 *
 * @param policy the rules in force
 * @param webhook how the webhook is called; empty when there is none
 * @param targets who takes steps in the webhook's place
 * @param retryWaits waits before each call
 * @param topics the topic catalogue
 * @param groupId consumer group of the sinks
 * @param transactionalId unique to this instance
 * @param configurationHash hash of the settings that bear on what is decided or done
 */
record SinkPlan(
        PolicySettings policy,
        Optional<WebhookSettings> webhook,
        List<Target> targets,
        List<Duration> retryWaits,
        Topics topics,
        String groupId,
        String transactionalId,
        String configurationHash) {

    /**
     * Reads the settings together.
     *
     * @throws InvalidSettingsException when two of them contradict each other
     */
    static SinkPlan of(Settings settings) {
        Optional<WebhookSettings> webhook = webhook(settings);
        List<Target> targets = Targets.of(settings);
        Topics topics = CommonSettings.topics(settings);
        String instance = settings.optional(SinkSettings.INSTANCE_ID)
                .orElseGet(() -> UUID.randomUUID().toString());
        return new SinkPlan(
                policy(settings, webhook.isPresent(), targets),
                webhook,
                targets,
                settings.list(SinkSettings.WEBHOOK_RETRIES).stream()
                        .map(wait -> Duration.ofMillis(Long.parseLong(wait.strip())))
                        .toList(),
                topics,
                settings.optional(SinkSettings.GROUP_ID).orElse(topics.prefix() + "alert-sink"),
                topics.prefix() + "alert-sink-" + instance,
                settings.hash(SinkPlan::decides));
    }

    /** Settings that bear on what is decided or done; where an instance runs does not. */
    private static boolean decides(String name) {
        return name.startsWith("sink.")
                && !name.startsWith("sink.http.")
                && !name.equals(SinkSettings.INSTANCE_ID)
                && !name.equals(SinkSettings.REMEMBERED);
    }

    /** True when the outside world may be touched. */
    boolean isLive() {
        return policy.isLive();
    }

    /**
     * Connectors to everybody whom the settings describe; each connects only when called.
     *
     * @param clients the settings with which Kafka is reached
     */
    List<Connector> connectors(InstantSource clock, Map<String, Object> clients) {
        List<Connector> connectors = new ArrayList<>();
        webhook.ifPresent(described -> connectors.add(new WebhookConnector(described, clock)));
        targets.forEach(target -> connectors.add(target.opener().open(clock, clients)));
        return List.copyOf(connectors);
    }

    /** What stops a call that was decided on. */
    Restraints restraints(Orders orders, Register register) {
        Set<String> never = policy.neverAutoAct();
        return new Restraints(
                () -> orders.halted() != null,
                identity -> never.contains(identity)
                        ? Optional.of("the settings say never to act on the identity")
                        : register.protects(identity));
    }

    /** Everybody who may be called, as they may be shown. */
    List<String> liveTargets() {
        return Stream.concat(
                        webhook
                                .filter(each -> policy.isLive(WebhookConnector.NAME))
                                .map(each -> each.target().shown())
                                .stream(),
                        targets.stream().filter(Target::live).map(Target::shown))
                .toList();
    }

    /** Connectors that have steps and take none while others do, because they are in dry run. */
    List<String> idleConnectors() {
        return isLive()
                ? policy.routes().stream()
                        .filter(route -> route.mode() == ActionMode.DRY_RUN)
                        .map(Route::connector)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static PolicySettings policy(Settings settings, boolean hasWebhook, List<Target> targets) {
        boolean live = hasWebhook
                && settings.string(SinkSettings.MODE).equals(SinkSettings.LIVE)
                && settings.string(SinkSettings.WEBHOOK_MODE).equals(SinkSettings.LIVE);
        return PolicyConfig.of(
                settings,
                rest(hasWebhook, live ? ActionMode.LIVE : ActionMode.DRY_RUN),
                targets.stream().map(Target::route).toList());
    }

    /** Where there is no webhook, plans still say that they would go to one. */
    private static Route rest(boolean hasWebhook, ActionMode mode) {
        return hasWebhook
                ? Route.ofEverything(WebhookConnector.NAME, mode)
                : new Route(WebhookConnector.NAME, mode, Set.of(), null);
    }

    private static Optional<WebhookSettings> webhook(Settings settings) {
        Optional<String> url = settings.optional(SinkSettings.WEBHOOK_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        List<WebhookSecret> secrets = Stream.of(SinkSettings.WEBHOOK_SECRET, SinkSettings.WEBHOOK_SECRET_PREVIOUS)
                .flatMap(name -> settings.optional(name).stream())
                .map(WebhookSecret::parse)
                .toList();
        if (settings.optional(SinkSettings.WEBHOOK_SECRET).isEmpty()) {
            throw new InvalidSettingsException(
                    List.of(
                            SinkSettings.WEBHOOK_SECRET
                                    + ": not set (expected: whsec_ and base64 of 24 to 64 bytes, because "
                                    + SinkSettings.WEBHOOK_URL
                                    + " is set and a webhook is never sent unsigned; make one with: echo whsec_$(openssl rand -base64 32))"));
        }
        return Optional.of(new WebhookSettings(
                WebhookTarget.parse(url.get()),
                WebhookFormat.valueOf(
                        settings.string(SinkSettings.WEBHOOK_FORMAT).toUpperCase(Locale.ROOT)),
                secrets,
                settings.flag(SinkSettings.WEBHOOK_ALLOW_PRIVATE),
                settings.millis(SinkSettings.WEBHOOK_CONNECT_TIMEOUT),
                settings.millis(SinkSettings.WEBHOOK_DEADLINE)));
    }
}
