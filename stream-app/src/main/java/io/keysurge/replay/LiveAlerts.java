// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.alerts.Log;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.BudgetScope;
import io.keysurge.detect.Producers;
import io.keysurge.usage.SharedBudgetRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the running detector said. */
public final class LiveAlerts {

    private static final Set<AlertType> ABOUT_GROUPS = EnumSet.of(
            AlertType.ENVIRONMENT_MISMATCH,
            AlertType.DUPLICATED_AUTOMATION,
            AlertType.SPEND_CONCENTRATION,
            AlertType.METER_GAP,
            AlertType.UNATTRIBUTED,
            AlertType.BUDGET_SOFT,
            AlertType.BUDGET_HARD,
            AlertType.BUDGET_FORECAST);

    private LiveAlerts() {}

    /**
     * Reads the alerts topic to the end that it has now.
     *
     * @param clients broker, registry and client settings
     * @param wanted which to keep
     * @param warnings takes a sentence for each record that cannot be decoded
     */
    public static List<Alert> read(
            Map<String, Object> clients, String topic, Predicate<Alert> wanted, Consumer<String> warnings) {
        List<Alert> alerts = new ArrayList<>();
        new Log(clients, warnings).read(Alert.class, topic, alert -> {
            if (wanted.test(alert.value())) {
                alerts.add(alert.value());
            }
        });
        return alerts;
    }

    /** True for an alert about identities beside each other, which a replay of the log does not judge. */
    public static boolean isAboutGroup(Alert alert) {
        String subject = alert.getIdentityId();
        return ABOUT_GROUPS.contains(alert.getType())
                && (subject.startsWith(Producers.GROUP_PREFIX)
                        || Arrays.stream(BudgetScope.values())
                                .anyMatch(scope -> subject.startsWith(SharedBudgetRules.key(scope, ""))));
    }
}
