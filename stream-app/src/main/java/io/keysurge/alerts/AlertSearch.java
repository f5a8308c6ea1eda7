// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.contract.Alert;
import io.keysurge.wording.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks for one alert by its id or the first characters of it, as people copy them from a line. Keeps what matches
 * only.
 */
public final class AlertSearch {

    /** So many characters of an id are asked for at least. */
    public static final int FEWEST_CHARACTERS = 8;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + FEWEST_CHARACTERS + ",32}");

    private final String id;
    private final Map<String, List<Tailed<Alert>>> found = new TreeMap<>();

    /**
     * A search.
     *
     * @param id an alert_id, or 8 or more of its first characters
     * @throws NoSuchAlertException saying what it should be
     */
    public AlertSearch(String id) throws NoSuchAlertException {
        if (!ID.matcher(id).matches()) {
            throw new NoSuchAlertException(Redaction.quote(id)
                    + ": no alert_id (expected: its 32 hexadecimal digits, or the first " + FEWEST_CHARACTERS
                    + " or more of them)");
        }
        this.id = id;
    }

    /** Takes an alert of the topic; those of one id in their order. */
    public void take(Tailed<Alert> alert) {
        if (alert.value().getAlertId().startsWith(id)) {
            found.computeIfAbsent(alert.value().getAlertId(), unused -> new ArrayList<>())
                    .add(alert);
        }
    }

    /**
     * Every revision of the alert, the first one first.
     *
     * @throws NoSuchAlertException when there is none, or more than one
     */
    public List<Tailed<Alert>> revisions() throws NoSuchAlertException {
        if (found.isEmpty()) {
            throw new NoSuchAlertException(
                    id + ": no such alert (expected: an alert_id that `alerts --json --from-beginning` shows)");
        }
        if (found.size() > 1) {
            throw new NoSuchAlertException(
                    id + ": more than one alert (expected: more characters of one of " + found.keySet() + ")");
        }
        return List.copyOf(found.values().iterator().next());
    }
}
