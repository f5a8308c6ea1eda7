// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An alert as one line for a person: time, severity, type, identity, state, and the sentence. */
public final class AlertLine {

    private static final String RED_BOLD = "\u001b[1;31m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final int GRAVEST = 5;
    private static final int GRAVE = 4;
    private static final int NOTABLE = 3;

    private AlertLine() {}

    /** The line, with or without colours. */
    public static String of(Alert alert, boolean coloured) {
        String head = String.format(
                Locale.ROOT,
                "%s  severity %d  %-15s %s  %s",
                alert.getRaisedAt().truncatedTo(ChronoUnit.SECONDS),
                alert.getSeverity(),
                alert.getType(),
                printable(alert.getIdentityId()),
                alert.getState());
        String line = coloured ? colour(alert) + head + PLAIN : head;
        return line + "  " + printable(alert.getExplanation());
    }

    /** Names come from whoever publishes usage: control characters among them could rewrite a terminal. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String colour(Alert alert) {
        if (alert.getState() == EpisodeState.CLOSED) {
            return DIM;
        }
        if (alert.getSeverity() >= GRAVEST) {
            return RED_BOLD;
        }
        if (alert.getSeverity() == GRAVE) {
            return RED;
        }
        return alert.getSeverity() == NOTABLE ? YELLOW : "";
    }
}
