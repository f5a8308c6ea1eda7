// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import io.keysurge.detect.DetectionSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that judgement depends on. The same names serve the running detector and a run over a file. */
public final class DetectionConfig {

    private static final String WARM_UP = "baseline.warm.up.days";
    private static final String GRACE = "event.grace.minutes";
    private static final String QUIET = "episode.quiet.minutes";
    private static final String FLOOR = "pace.floor.tokens";
    private static final String FAN_OUT_WINDOW = "fanout.window.minutes";
    private static final String FAN_OUT_MARGIN = "fanout.margin.applications";
    private static final String FAN_OUT_UNLEARNED = "fanout.unlearned.applications";
    private static final String FORGET = "identity.forget.days";
    private static final String MOST_IDENTITIES = "identity.most.per.partition";
    private static final String WEEKEND = "calendar.weekend";
    private static final String DAYS_OFF = "calendar.days.off";

    private static final int A_DAY = 1440;
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final DetectionSettings DEFAULTS = DetectionSettings.DEFAULTS;

    private DetectionConfig() {}

    /** Adds the settings to a definition. */
    public static ConfigDef addTo(ConfigDef definition) {
        definition
                .define(
                        WARM_UP,
                        INT,
                        DEFAULTS.warmUpDays(),
                        between(1, 7),
                        MEDIUM,
                        "Active days to learn before an identity is compared with its own usual.")
                .define(
                        GRACE,
                        INT,
                        DEFAULTS.graceMinutes(),
                        between(0, 30),
                        MEDIUM,
                        "How far behind its identity's own clock an event may be and still count. Also the horizon within which a repeated event_id is recognised, up to the identity's newest 128 events.")
                .define(
                        QUIET,
                        INT,
                        DEFAULTS.quietMinutes(),
                        between(1, A_DAY),
                        MEDIUM,
                        "Quiet event time after which an episode closes. More than event.grace.minutes.")
                .define(
                        FLOOR,
                        LONG,
                        DEFAULTS.floorTokens(),
                        between(1, MOST_TOKENS),
                        HIGH,
                        "Tokens in ten minutes below which no change of pace or shape is worth a word.")
                .define(
                        FAN_OUT_WINDOW,
                        INT,
                        DEFAULTS.fanOutMinutes(),
                        between(1, A_DAY),
                        MEDIUM,
                        "Window in which the distinct applications of an identity are counted.")
                .define(
                        FAN_OUT_MARGIN,
                        INT,
                        DEFAULTS.fanOutMargin(),
                        between(0, 1_000),
                        MEDIUM,
                        "Applications above the learned number that are still usual. Declared numbers have no margin.")
                .define(
                        FAN_OUT_UNLEARNED,
                        INT,
                        DEFAULTS.fanOutUnlearned(),
                        between(1, 31),
                        MEDIUM,
                        "Applications that are usual while nothing is learned or declared.")
                .define(
                        FORGET,
                        INT,
                        DEFAULTS.forgetDays(),
                        between(30, 3_650),
                        MEDIUM,
                        "Days of silence after which an identity that comes back is a new one, so that what was learned of it need not be kept.")
                .define(
                        MOST_IDENTITIES,
                        LONG,
                        DEFAULTS.mostIdentities(),
                        between(1, 1_000_000_000L),
                        MEDIUM,
                        "Identities that are remembered for one partition of the usage topic. Beyond them, usage of identities that are neither known nor registered is counted and not judged, and IDENTITY_FLOOD says so.")
                .define(
                        WEEKEND,
                        LIST,
                        "SATURDAY,SUNDAY",
                        LOW,
                        "Days of the week that are off, by their English names. Their hours have a rhythm of their own.")
                .define(DAYS_OFF, LIST, "", LOW, "Further days that are off, as dates such as 2026-12-25, in UTC.");
        return SensitivityConfig.addTo(GroupConfig.addTo(definition));
    }

    /**
     * The settings in force, as the engine takes them.
     *
     * @throws InvalidSettingsException listing everything that is wrong or contradicts itself
     */
    public static DetectionSettings of(Settings settings) {
        List<String> mistakes = new ArrayList<>();
        int quiet = settings.integer(QUIET);
        int grace = settings.integer(GRACE);
        if (quiet <= grace) {
            mistakes.add(QUIET + ": " + quiet + " (expected: more than " + GRACE + ", " + grace + ")");
        }
        var calendar =
                CalendarConfig.calendar(settings.list(WEEKEND), WEEKEND, settings.list(DAYS_OFF), DAYS_OFF, mistakes);
        var sensitivities = SensitivityConfig.sensitivities(settings, mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
        return new DetectionSettings(
                settings.integer(WARM_UP),
                grace,
                quiet,
                settings.number(FLOOR),
                settings.integer(FAN_OUT_WINDOW),
                settings.integer(FAN_OUT_MARGIN),
                settings.integer(FAN_OUT_UNLEARNED),
                settings.integer(FORGET),
                settings.number(MOST_IDENTITIES),
                calendar,
                sensitivities);
    }

    /** Hash of these settings alone, as alerts carry it. */
    public static String hash(Settings settings) {
        var names = addTo(new ConfigDef()).names();
        return settings.hash(names::contains);
    }
}
