// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
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
    private static final String MARGIN = "spike.margin";
    private static final String SEVERE_MARGIN = "spike.severe.margin";
    private static final String REST = "spike.rest.tokens";
    private static final String BURST_FLOOR = "spike.burst.floor.tokens";
    private static final String LEVEL_FLOOR = "spike.level.floor.tokens";
    private static final String LEARNING_CAP = "spike.learning.cap";
    private static final String FAN_OUT_WINDOW = "fanout.window.minutes";
    private static final String FAN_OUT_MARGIN = "fanout.margin.applications";
    private static final String FAN_OUT_UNLEARNED = "fanout.unlearned.applications";

    private static final int A_DAY = 1440;
    private static final double MOST_LOG = 10;
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final DetectionSettings DEFAULTS = DetectionSettings.DEFAULTS;

    private DetectionConfig() {}

    /** Adds the settings to a definition. */
    public static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        WARM_UP,
                        INT,
                        DEFAULTS.warmUpDays(),
                        between(1, 7),
                        MEDIUM,
                        "Active days to learn before TOKEN_SPIKE speaks.")
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
                        MARGIN,
                        DOUBLE,
                        DEFAULTS.spikeMargin(),
                        between(0.01, MOST_LOG),
                        HIGH,
                        "How far above the largest of its last seven active days an identity may go, as a natural logarithm: 0.7 is twice, 1.1 three times.")
                .define(
                        SEVERE_MARGIN,
                        DOUBLE,
                        DEFAULTS.severeMargin(),
                        between(0.01, MOST_LOG),
                        MEDIUM,
                        "The same for severity 4. At least spike.margin.")
                .define(
                        REST,
                        DOUBLE,
                        DEFAULTS.restTokens(),
                        between(0.001, (double) MOST_TOKENS),
                        LOW,
                        "Tokens per minute added to both sides of the comparison, so that tiny usage has no large ratios.")
                .define(
                        BURST_FLOOR,
                        LONG,
                        DEFAULTS.burstFloor(),
                        between(0, MOST_TOKENS),
                        MEDIUM,
                        "Tokens in one minute below which no burst is a spike.")
                .define(
                        LEVEL_FLOOR,
                        LONG,
                        DEFAULTS.levelFloor(),
                        between(0, MOST_TOKENS),
                        MEDIUM,
                        "Tokens in ten minutes below which no level is a spike.")
                .define(
                        LEARNING_CAP,
                        DOUBLE,
                        DEFAULTS.learningCap(),
                        between(0, MOST_LOG),
                        LOW,
                        "How far above the threshold a day's maximum may still be learned, as a natural logarithm: an attack must not become the new usual.")
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
                        "Applications that are usual while nothing is learned or declared.");
    }

    /**
     * The settings in force, as the engine takes them.
     *
     * @throws InvalidSettingsException listing every pair that contradicts itself
     */
    public static DetectionSettings of(Settings settings) {
        List<String> contradictions = contradictions(settings);
        if (!contradictions.isEmpty()) {
            throw new InvalidSettingsException(contradictions);
        }
        return new DetectionSettings(
                settings.integer(WARM_UP),
                settings.integer(GRACE),
                settings.integer(QUIET),
                settings.real(MARGIN),
                settings.real(SEVERE_MARGIN),
                settings.real(REST),
                settings.number(BURST_FLOOR),
                settings.number(LEVEL_FLOOR),
                settings.real(LEARNING_CAP),
                settings.integer(FAN_OUT_WINDOW),
                settings.integer(FAN_OUT_MARGIN),
                settings.integer(FAN_OUT_UNLEARNED));
    }

    private static List<String> contradictions(Settings settings) {
        List<String> contradictions = new ArrayList<>();
        int quiet = settings.integer(QUIET);
        int grace = settings.integer(GRACE);
        if (quiet <= grace) {
            contradictions.add(QUIET + ": " + quiet + " (expected: more than " + GRACE + ", " + grace + ")");
        }
        double severe = settings.real(SEVERE_MARGIN);
        double margin = settings.real(MARGIN);
        if (severe < margin) {
            contradictions.add(SEVERE_MARGIN + ": " + severe + " (expected: at least " + MARGIN + ", " + margin + ")");
        }
        return contradictions;
    }

    /** Hash of these settings alone, as alerts carry it. */
    public static String hash(Settings settings) {
        var names = addTo(new ConfigDef()).names();
        return settings.hash(names::contains);
    }
}
