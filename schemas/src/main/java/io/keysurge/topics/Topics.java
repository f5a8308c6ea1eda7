// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.SinkControl;
import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Every topic of the house, named by one prefix. Part of the running state: renaming one strands its data.
 *
 * <p>All topics stamp append time, so that a back-filled event is neither refused by the broker nor deleted by
 * retention; event time is {@code occurred_at} in the payload.
 *
 * @param prefix what every topic name begins with, {@code keysurge.} by default
 */
public record Topics(String prefix) {

    /** The prefix used when none is configured. */
    public static final String DEFAULT_PREFIX = "keysurge.";

    /** The largest record, key and value together, that a topic of the house is meant for; in bytes. */
    public static final int MAX_RECORD_BYTES = 256 * 1024;

    /** How long every state of an action and an order is to be had, and not the newest alone. */
    private static final Duration UNCOMPACTED = Duration.ofDays(7);

    /** How long usage is kept. What is needed to judge it again, and what came of it and was not read yet, stays as long. */
    private static final Duration USAGE_KEPT = Duration.ofDays(30);

    /** A refused record comes with headers that say why: a record as large as usage takes must still fit. */
    private static final int MAX_REJECTED_BYTES = 1024 * 1024;

    /** Usage events: the source of truth for replay. */
    public TopicSpec usage() {
        return topic(
                "usage",
                "identity_id",
                UsageEvent.class,
                "Producers write what each identity consumed; the detector reads it and analysts replay it.",
                retained(USAGE_KEPT));
    }

    /** The identity registry. */
    public TopicSpec identities() {
        return topic(
                "identities",
                "identity_id",
                IdentityRecord.class,
                "Platform teams declare who an identity is; the detector reads it.",
                compactedAfter(USAGE_KEPT));
    }

    /** Limits that groups of identities share. */
    public TopicSpec budgets() {
        return topic(
                "budgets",
                "scope:name",
                SharedBudgets.class,
                "Platform teams declare what a business unit, owner, application or agent may consume; the detector reads it.",
                compacted());
    }

    /** Credentials found where they should not be. */
    public TopicSpec exposures() {
        return topic(
                "exposures",
                "identity_id",
                ExposureReport.class,
                "Scanners report exposed credentials; the detector reads it.",
                retained(Duration.ofDays(365)));
    }

    /** Alerts, one record per revision of an episode. */
    public TopicSpec alerts() {
        return topic(
                "alerts",
                "identity_id",
                Alert.class,
                "The detector writes episodes; responders and the sink read them.",
                retained(Duration.ofDays(365)));
    }

    /** What was refused: by the detector as it came, by the listener without prompts and secrets. */
    public TopicSpec usageRejected() {
        Map<String, String> config = new HashMap<>(retained(Duration.ofDays(7)));
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_REJECTED_BYTES));
        return topic(
                "usage-rejected",
                "as it came",
                null,
                "The detector keeps the raw bytes of every refused record, with the reason and the coordinates in headers; the listener keeps what it refused as JSON without prompts and secrets, with the reason and the protocol in headers; `keysurge rejected retry` puts a mark there for each that was published again. Restrict read access.",
                config);
    }

    /** What the detector tells itself about sources. */
    public TopicSpec attempts() {
        return topic(
                "attempts",
                "source",
                null,
                "The detector hands calls that tried a key to the task that watches their source: packed, for its own use.",
                retained(USAGE_KEPT));
    }

    /** What the detector tells itself about groups of identities. */
    public TopicSpec groups() {
        return topic(
                "groups",
                "group",
                null,
                "The detector hands sums on to the tasks that watch business units, owners, applications, agents and producers: packed, for its own use.",
                retained(USAGE_KEPT));
    }

    /** What the detector tells itself about actions. */
    public TopicSpec revocations() {
        return topic(
                "revocations",
                "identity_id",
                null,
                "The detector hands actions that should stop an identity to the task that judges it: packed, for its own use.",
                retained(Duration.ofDays(365)));
    }

    /** Hourly spend. */
    public TopicSpec spend() {
        return topic(
                "spend",
                "business_unit/identity_id/model/hour/part",
                SpendRollup.class,
                "The detector writes what every hour cost, and whom; finance reads it with `keysurge spend` and `keysurge reconcile`.",
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        millis(Duration.ofDays(3 * 365))));
    }

    /** What people have to look at. */
    public TopicSpec reviews() {
        return topic(
                "reviews",
                "review_id",
                ReviewRecord.class,
                "The detector asks a person to look at something until a day; people close it.",
                compacted());
    }

    /** What people say alerts were. */
    public TopicSpec labels() {
        return topic(
                "labels",
                "alert_id",
                AlertLabel.class,
                "People say of an alert whether it was true, noise or a test; `keysurge labels` tells the precision of each detector from it.",
                compacted());
    }

    /** The sink's ledger. */
    public TopicSpec actions() {
        return topic(
                "actions",
                "action_id",
                ActionRecord.class,
                "The sink's write-ahead log: every decision and what became of it.",
                compactedAfter(UNCOMPACTED));
    }

    /** Orders to all sinks. */
    public TopicSpec control() {
        return topic(
                "control",
                "control",
                SinkControl.class,
                "The kill switch: what a person ordered all sinks to do.",
                compactedAfter(UNCOMPACTED));
    }

    /** The audit chain. */
    public TopicSpec audit() {
        return topic(
                "audit",
                "chain_id",
                AuditRecord.class,
                "Who did what and why, each record bearing the hash of the one before; never deleted.",
                Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
    }

    /** All of them, in the order of the data flow. */
    public List<TopicSpec> all() {
        return List.of(
                usage(),
                identities(),
                budgets(),
                exposures(),
                alerts(),
                usageRejected(),
                attempts(),
                groups(),
                revocations(),
                spend(),
                reviews(),
                labels(),
                actions(),
                control(),
                audit());
    }

    /** Those that have to have equally many partitions, so that one task sees all of one identity. */
    public List<TopicSpec> coPartitioned() {
        return List.of(usage(), identities(), exposures(), revocations());
    }

    private TopicSpec topic(
            String noun,
            String key,
            @Nullable Class<? extends SpecificRecord> value,
            String purpose,
            Map<String, String> cleanup) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        config.putAll(cleanup);
        return new TopicSpec(prefix + noun, key, value, purpose, config);
    }

    private static Map<String, String> retained(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                millis(retention));
    }

    private static Map<String, String> compacted() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** Compacted, but not before everything was read that has to be. */
    private static Map<String, String> compactedAfter(Duration lag) {
        Map<String, String> config = new HashMap<>(compacted());
        config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(lag));
        return config;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
