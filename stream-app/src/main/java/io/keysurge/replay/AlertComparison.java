// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay says beside what the running detector said, revision by revision and to the last field; how each was
 * running is all that may differ.
 *
 * @param equal revisions that both said alike
 * @param missing revisions of the running detector alone
 * @param further revisions of the replay alone
 * @param different revisions that both said, but not alike, as the replay says them
 */
public record AlertComparison(int equal, List<Alert> missing, List<Alert> further, List<Alert> different) {

    /** Compares; of a revision that was written twice, as at_least_once may, the last counts. */
    public static AlertComparison of(Collection<Alert> live, Collection<Alert> replayed) {
        Map<String, Alert> said = byRevision(live);
        List<Alert> further = new ArrayList<>();
        List<Alert> different = new ArrayList<>();
        int equal = 0;
        for (Map.Entry<String, Alert> each : byRevision(replayed).entrySet()) {
            Alert other = said.remove(each.getKey());
            if (other == null) {
                further.add(each.getValue());
            } else if (asReplayed(other).equals(asReplayed(each.getValue()))) {
                equal++;
            } else {
                different.add(each.getValue());
            }
        }
        return new AlertComparison(equal, List.copyOf(said.values()), further, different);
    }

    /** True when nothing differs. */
    public boolean isEqual() {
        return missing.isEmpty() && further.isEmpty() && different.isEmpty();
    }

    private static Map<String, Alert> byRevision(Collection<Alert> alerts) {
        Map<String, Alert> byRevision = new LinkedHashMap<>();
        alerts.forEach(alert -> byRevision.put(alert.getAlertId() + "/" + alert.getRevision(), alert));
        return byRevision;
    }

    /** The alert as a replay would say it. */
    static Alert asReplayed(Alert alert) {
        return Alert.newBuilder(alert).setMode(DetectionMode.REPLAY).build();
    }
}
