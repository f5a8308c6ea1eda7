// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Every number that judgement depends on.
 *
 * @param warmUpDays active days to learn before TOKEN_SPIKE speaks, 1 to 7
 * @param graceMinutes how far behind its identity's clock an event may be and still count, 0 to 30
 * @param quietMinutes event time without a further sign after which an episode closes, above graceMinutes, up to
 *     1440: a late event must not open under its old id what has closed
 * @param spikeMargin natural logarithm of how far above the week's largest usage a spike begins, above 0
 * @param severeMargin the same for severity 4, at least spikeMargin
 * @param restTokens tokens per minute added on both sides, so that tiny usage has no large ratios, above 0
 * @param burstFloor tokens in one minute below which no burst is a spike, 0 or more
 * @param levelFloor tokens in ten minutes below which no level is a spike, 0 or more
 * @param learningCap natural logarithm of how far above the threshold a day's maximum may be learned, 0 or more
 * @param fanOutMinutes window in which distinct applications are counted, 1 to 1440
 * @param fanOutMargin applications above the learned number that are still usual, 0 or more
 * @param fanOutUnlearned applications that are usual while nothing is learned or declared, 1 or more
 */
public record DetectionSettings(
        int warmUpDays,
        int graceMinutes,
        int quietMinutes,
        double spikeMargin,
        double severeMargin,
        double restTokens,
        long burstFloor,
        long levelFloor,
        double learningCap,
        int fanOutMinutes,
        int fanOutMargin,
        int fanOutUnlearned) {

    /** What was found best on real clients' traffic; see RATIONALE.md. */
    public static final DetectionSettings DEFAULTS =
            new DetectionSettings(3, 10, 60, 0.7, 1.1, 20, 3_000, 10_000, 0.5, 60, 2, 8);

    public DetectionSettings {
        require(warmUpDays >= 1 && warmUpDays <= DailyMaxima.DAYS, "warmUpDays", warmUpDays, "1 to 7");
        require(graceMinutes >= 0 && graceMinutes <= 30, "graceMinutes", graceMinutes, "0 to 30");
        require(quietMinutes >= 1 && quietMinutes <= 1440, "quietMinutes", quietMinutes, "1 to 1440");
        require(quietMinutes > graceMinutes, "quietMinutes", quietMinutes, "> graceMinutes");
        require(spikeMargin > 0, "spikeMargin", spikeMargin, "> 0");
        require(severeMargin >= spikeMargin, "severeMargin", severeMargin, ">= spikeMargin");
        require(restTokens > 0, "restTokens", restTokens, "> 0");
        require(burstFloor >= 0, "burstFloor", burstFloor, ">= 0");
        require(levelFloor >= 0, "levelFloor", levelFloor, ">= 0");
        require(learningCap >= 0, "learningCap", learningCap, ">= 0");
        require(fanOutMinutes >= 1 && fanOutMinutes <= 1440, "fanOutMinutes", fanOutMinutes, "1 to 1440");
        require(fanOutMargin >= 0, "fanOutMargin", fanOutMargin, ">= 0");
        require(fanOutUnlearned >= 1, "fanOutUnlearned", fanOutUnlearned, ">= 1");
    }

    private static void require(boolean holds, String name, Number actual, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + actual + " (expected: " + rule + ")");
        }
    }
}
