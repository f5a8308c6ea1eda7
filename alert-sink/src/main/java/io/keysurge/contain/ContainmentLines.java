// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import io.keysurge.contract.Containment;
import java.math.BigDecimal;
import java.util.Locale;

/** Containments in one sentence. */
public final class ContainmentLines {

    private static final double MILLIS_PER_SECOND = 1_000;

    private ContainmentLines() {}

    /** What the usage showed. */
    public static String told(Containment measured) {
        if (!measured.getQuiet()) {
            return String.format(
                    Locale.ROOT,
                    "USE_AFTER_REVOCATION: %,d calls later than %.1f s after the target's yes, %,d tokens since then",
                    measured.getCallsAfter(),
                    seconds(measured.getAllowedLagMs()),
                    measured.getTokensAfter());
        }
        return String.format(
                Locale.ROOT,
                "usage went quiet: contained %.1f s after the decision, propagation %.1f s%s",
                seconds(measured.getTimeToContainMs()),
                seconds(measured.getPropagationLagMs()),
                prevented(measured));
    }

    /** Alerts that count no tokens may know a cost all the same. */
    private static String prevented(Containment measured) {
        BigDecimal cost = measured.getCostPrevented();
        String money = cost == null ? "" : String.format(Locale.ROOT, "%.2f %s", cost, measured.getCurrency());
        if (measured.getTokensPrevented() > 0) {
            return String.format(
                    Locale.ROOT,
                    ", %,d tokens%s prevented so far",
                    measured.getTokensPrevented(),
                    money.isEmpty() ? "" : " (" + money + ")");
        }
        return money.isEmpty() ? "" : ", " + money + " prevented so far";
    }

    private static double seconds(long millis) {
        return (double) millis / MILLIS_PER_SECOND;
    }
}
