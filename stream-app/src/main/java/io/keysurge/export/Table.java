// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be exported. */
public enum Table {
    /** Usage events. */
    USAGE(
            "A row for each usage event that passes the detector's rules, as it stands in the log; what came twice or too late has its own `outcome`; that of an identity for which the detector had no room (IDENTITY_FLOOD) reads `counted`.",
            "occurred_at"),
    /** Sums by identity and minute. */
    MINUTES(
            "A row for each identity, minute (UTC), application, agent, model, origin, status and currency: sums of the usage events that counted, without answers from a gateway's own cache, whose tokens are a replay. As CSV, `load --format minutes` reads it back.",
            "minute"),
    /** Alerts. */
    ALERTS("A row for each revision of each episode.", "raised_at"),
    /** Actions of the sink's ledger. */
    ACTIONS(
            "A row for each state of an action that the topic still holds; it is compacted, so older states are gone after a while. The newest of an `action_id` counts.",
            "updated_at");

    private final String meaning;
    private final String time;

    Table(String meaning, String time) {
        this.meaning = meaning;
        this.time = time;
    }

    private static final class Columns {
        private static final List<Column> USAGE = withPlace(ContractColumns.of(UsageEvent.getClassSchema()), outcome());
        private static final List<Column> ALERTS = withPlace(ContractColumns.of(Alert.getClassSchema()));
        private static final List<Column> ACTIONS = withPlace(ContractColumns.of(ActionRecord.getClassSchema()));
    }

    /** What it is called on the command line and in file names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its rows are. */
    public String meaning() {
        return meaning;
    }

    /** The column by which a span selects. */
    public String time() {
        return time;
    }

    /** Its columns, in their order. */
    public List<Column> columns() {
        return switch (this) {
            case USAGE -> Columns.USAGE;
            case MINUTES -> MinuteSums.COLUMNS;
            case ALERTS -> Columns.ALERTS;
            case ACTIONS -> Columns.ACTIONS;
        };
    }

    private static Column outcome() {
        return new Column(
                "outcome",
                Column.Type.TEXT,
                false,
                "counted; duplicate: the identity had an event with this event_id within the grace period; late: further behind the identity's clock than the grace period. Neither of those two counts.");
    }

    private static List<Column> withPlace(List<Column> columns, Column... more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(Arrays.asList(more));
        all.add(new Column("log_partition", Column.Type.WHOLE, false, "Partition of the topic that it stands in."));
        all.add(new Column("log_offset", Column.Type.WHOLE, false, "Offset that it has there."));
        all.add(new Column("appended_at", Column.Type.TIME, false, "When the broker appended it."));
        return List.copyOf(all);
    }
}
