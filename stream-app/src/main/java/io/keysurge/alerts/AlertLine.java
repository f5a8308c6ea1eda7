// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import io.keysurge.wording.Redaction;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An alert as one line for a person: time, severity, type, identity, state, the sentence, and the beginning of its id. */
public final class AlertLine {

    private static final String RED_BOLD = "\u001b[1;31m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final int SHORT_ID = 12;
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
        return line + "  " + printable(alert.getExplanation()) + " [" + shortId(alert) + "]";
    }

    /** So much of an alert's id that commands which take one know it by. */
    private static String shortId(Alert alert) {
        String id = alert.getAlertId();
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    /** Names come from whoever publishes usage: control characters among them could rewrite a terminal. */
    public static String printable(String text) {
        return Redaction.printable(text);
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
