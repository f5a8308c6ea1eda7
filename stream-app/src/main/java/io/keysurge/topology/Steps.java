// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

/** What the steps of the topology are called, in reading order. Part of the running state. */
public final class Steps {

    /** Reads the identity registry. */
    public static final String READ_IDENTITIES = "read-identities";
    /** Decodes what the registry says of an identity. */
    public static final String ADMIT_IDENTITY = "admit-identity";
    /** Reads reports of exposed credentials. */
    public static final String READ_EXPOSURES = "read-exposures";
    /** Decodes a report of an exposed credential, and checks it. */
    public static final String ADMIT_EXPOSURE = "admit-exposure";
    /** Reads the ledger of actions. */
    public static final String READ_ACTIONS = "read-actions";
    /** Decodes an action, and picks those that should stop an identity. */
    public static final String ADMIT_ACTION = "admit-action";
    /** Hands actions on to the task that judges their identity. */
    public static final String WRITE_REVOCATIONS = "write-revocations";
    /** Writes actions that were refused, as they came. */
    public static final String WRITE_REJECTED_ACTIONS = "write-rejected-actions";
    /** Reads actions that should stop an identity. */
    public static final String READ_REVOCATIONS = "read-revocations";
    /** Unpacks an action that should stop an identity. */
    public static final String ADMIT_REVOCATION = "admit-revocation";
    /** Reads usage. */
    public static final String READ_USAGE = "read-usage";
    /** Reads usage and checks it, event time first. */
    public static final String ADMIT_USAGE = "admit-usage";
    /** Remembers identities, and judges usage against its identity's profile. */
    public static final String JUDGE_USAGE = "judge-usage";
    /** Writes alerts. */
    public static final String WRITE_ALERTS = "write-alerts";
    /** Writes what was refused, as it came. */
    public static final String WRITE_REJECTED = "write-rejected";

    /** Writes what identities consumed by the hour. */
    public static final String WRITE_SPEND = "write-spend";

    /** Hands calls that tried a key on to the task that watches their source. */
    public static final String WRITE_ATTEMPTS = "write-attempts";
    /** Reads calls that tried a key. */
    public static final String READ_ATTEMPTS = "read-attempts";
    /** Judges sources by the keys they try. */
    public static final String WATCH_SOURCE = "watch-source";

    /** Reads what groups of identities may consume together, in every instance. */
    public static final String READ_BUDGETS = "read-budgets";
    /** Keeps what groups may consume together. */
    public static final String KEEP_BUDGETS = "keep-budgets";
    /** Hands what was consumed on to the tasks that watch groups. */
    public static final String WRITE_GROUPS = "write-groups";
    /** Reads what groups consumed. */
    public static final String READ_GROUPS = "read-groups";
    /** Judges groups of identities. */
    public static final String WATCH_GROUP = "watch-group";

    /** Writes what a person has to look at. */
    public static final String WRITE_REVIEWS = "write-reviews";

    private Steps() {}
}
