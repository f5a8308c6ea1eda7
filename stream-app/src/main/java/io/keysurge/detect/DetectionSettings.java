// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What people may set about judgement. The numbers within each detector are not among them: they were chosen together,
 * on real traffic, and are moved together by {@link Sensitivities}.
 *
 * @param warmUpDays active days to learn before an identity is compared with its own usual, 1 to 7
 * @param graceMinutes how far behind its identity's clock an event may be and still count, 0 to 30
 * @param quietMinutes event time without a further sign after which an episode closes, above graceMinutes, up to
 *     1440: a late event must not open under its old id what has closed
 * @param floorTokens tokens in ten minutes below which no change of pace or shape is worth a word, 1 or more
 * @param fanOutMinutes window in which distinct applications are counted, 1 to 1440
 * @param fanOutMargin applications above the learned number that are still usual, 0 or more
 * @param fanOutUnlearned applications that are usual while nothing is learned or declared, 1 or more
 * @param forgetDays days of silence after which an identity that comes back is a new one, 30 to 3650
 * @param mostIdentities identities of one partition that may be remembered before one more that is not registered is left
 *     unjudged, 1 or more
 * @param calendar which days are off
 * @param sensitivities how sensitive judgement is
 */
public record DetectionSettings(
        int warmUpDays,
        int graceMinutes,
        int quietMinutes,
        long floorTokens,
        int fanOutMinutes,
        int fanOutMargin,
        int fanOutUnlearned,
        int forgetDays,
        long mostIdentities,
        Calendar calendar,
        Sensitivities sensitivities) {

    /** What was found best on real clients' traffic; see RATIONALE.md. */
    public static final DetectionSettings DEFAULTS = new DetectionSettings(
            3, 10, 720, 10_000, 60, 2, 8, 180, 1_000_000, Calendar.WEEKENDS, Sensitivities.DEFAULTS);

    public DetectionSettings {
        require(warmUpDays >= 1 && warmUpDays <= Baseline.DAYS, "warmUpDays", warmUpDays, "1 to 7");
        require(graceMinutes >= 0 && graceMinutes <= 30, "graceMinutes", graceMinutes, "0 to 30");
        require(quietMinutes >= 1 && quietMinutes <= 1440, "quietMinutes", quietMinutes, "1 to 1440");
        require(quietMinutes > graceMinutes, "quietMinutes", quietMinutes, "> graceMinutes");
        require(floorTokens >= 1, "floorTokens", floorTokens, ">= 1");
        require(fanOutMinutes >= 1 && fanOutMinutes <= 1440, "fanOutMinutes", fanOutMinutes, "1 to 1440");
        require(fanOutMargin >= 0, "fanOutMargin", fanOutMargin, ">= 0");
        require(fanOutUnlearned >= 1, "fanOutUnlearned", fanOutUnlearned, ">= 1");
        require(forgetDays >= 30 && forgetDays <= 3650, "forgetDays", forgetDays, "30 to 3650");
        require(mostIdentities >= 1, "mostIdentities", mostIdentities, ">= 1");
    }

    /**
     * Whether an event comes too late to count.
     *
     * @param minute its own, minutes since 1970
     * @param newestMinute how far its identity's clock has come
     */
    public boolean isLate(long minute, long newestMinute) {
        return minute < newestMinute - graceMinutes;
    }

    boolean isDayOff(long minute) {
        return calendar.isOff(minute);
    }

    private static void require(boolean holds, String name, Number actual, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + actual + " (expected: " + rule + ")");
        }
    }
}
