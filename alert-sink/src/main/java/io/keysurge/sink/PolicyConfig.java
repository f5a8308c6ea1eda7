// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.contract.AlertType;
import io.keysurge.revoke.PolicySettings;
import io.keysurge.revoke.PolicySettings.Limits;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Settings of the policy: what stands between an alert and an action. */
final class PolicyConfig {

    private static final String DRY_RUN_TYPES = "sink.dry.run.alert.types";
    private static final String NEVER_AUTO_ACT = "sink.never.auto.act.identities";
    private static final String MAX_ACTION_AGE = "sink.max.action.age.ms";
    private static final String SECOND_SIGNAL_WINDOW = "sink.second.signal.window.ms";
    private static final String BLAST_RADIUS = "sink.blast.radius.identities";
    private static final String BLAST_RADIUS_PERCENT = "sink.blast.radius.percent";
    private static final String BLAST_RADIUS_UNIT = "sink.blast.radius.business.unit";
    private static final String BLAST_RADIUS_CONNECTOR = "sink.blast.radius.connector";
    private static final String BLAST_WINDOW = "sink.blast.radius.window.ms";
    private static final String MOST_TOLD = "sink.page.flood.identities";
    private static final String MOST_APPLICATIONS = "sink.fan.out.applications";

    private PolicyConfig() {}

    static void addTo(ConfigDef definition) {
        definition
                .define(
                        SinkSettings.MODE,
                        STRING,
                        SinkSettings.DRY_RUN,
                        ValidString.in(SinkSettings.DRY_RUN, SinkSettings.LIVE),
                        HIGH,
                        "dry-run: plans are recorded and nobody is called. live: connectors may act, under the guard rails.")
                .define(
                        DRY_RUN_TYPES,
                        LIST,
                        "",
                        SinkSettings.each("alert types, separated by commas", AlertType::valueOf),
                        MEDIUM,
                        "Alert types that stay in dry run when the sink is live.")
                .define(
                        NEVER_AUTO_ACT,
                        LIST,
                        "",
                        ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                        HIGH,
                        "Identities on which nothing above a notification is ever done automatically.")
                .define(
                        MAX_ACTION_AGE,
                        LONG,
                        900_000L,
                        atLeast(1_000),
                        MEDIUM,
                        "How old an alert may be, by event time, to be acted on.")
                .define(
                        SinkSettings.APPROVAL_TIME,
                        LONG,
                        3_600_000L,
                        atLeast(1_000),
                        MEDIUM,
                        "How long a step that needs a person waits for one; after that it is denied.")
                .define(
                        SinkSettings.QUIET,
                        LONG,
                        60_000L,
                        atLeast(100),
                        MEDIUM,
                        "How long after an action, and the time that its target may take, usage is read again: it has to have gone quiet.")
                .define(
                        SinkSettings.CASE_WINDOW,
                        LONG,
                        43_200_000L,
                        atLeast(1_000),
                        MEDIUM,
                        "How long after an identity's newest alert another one belongs to the same case, and is told of as an update.")
                .define(
                        SECOND_SIGNAL_WINDOW,
                        LONG,
                        172_800_000L,
                        atLeast(1_000),
                        MEDIUM,
                        "How long an alert of another type on the same identity counts as the second signal that anything"
                                + " above a notification needs.")
                .define(
                        BLAST_RADIUS,
                        INT,
                        5,
                        atLeast(0),
                        HIGH,
                        "How many identities may be acted on within the window below; past it everything is held back.")
                .define(
                        BLAST_RADIUS_PERCENT,
                        INT,
                        10,
                        between(1, 100),
                        MEDIUM,
                        "The same as a part of the registered identities, in per cent; one may always be acted on.")
                .define(BLAST_RADIUS_UNIT, INT, 3, atLeast(0), MEDIUM, "The same within one business unit.")
                .define(BLAST_RADIUS_CONNECTOR, INT, 5, atLeast(0), MEDIUM, "The same by one connector.")
                .define(
                        MOST_TOLD,
                        INT,
                        10,
                        atLeast(0),
                        MEDIUM,
                        "About how many identities somebody is told within the window below. One more page says that there are too many; after that they are kept for the list of actions.")
                .define(
                        MOST_APPLICATIONS,
                        INT,
                        3,
                        atLeast(0),
                        MEDIUM,
                        "How many applications an identity may serve, of those that an alert names, to be acted on without a person.")
                .define(
                        BLAST_WINDOW,
                        LONG,
                        600_000L,
                        atLeast(1_000),
                        MEDIUM,
                        "Over how long the blast radius and the pages count.");
    }

    /**
     * The policy.
     *
     * @param rest who takes what nobody else does
     * @param routes who takes what
     */
    static PolicySettings of(Settings settings, Route rest, List<Route> routes) {
        return new PolicySettings(
                rest,
                routes,
                settings.list(DRY_RUN_TYPES).stream().map(AlertType::valueOf).collect(Collectors.toSet()),
                Set.copyOf(settings.list(NEVER_AUTO_ACT)),
                settings.millis(MAX_ACTION_AGE),
                settings.millis(SECOND_SIGNAL_WINDOW),
                new Limits(
                        settings.integer(BLAST_RADIUS),
                        settings.integer(BLAST_RADIUS_PERCENT),
                        settings.integer(BLAST_RADIUS_UNIT),
                        settings.integer(BLAST_RADIUS_CONNECTOR),
                        settings.integer(MOST_TOLD),
                        settings.integer(MOST_APPLICATIONS),
                        settings.millis(BLAST_WINDOW)));
    }
}
