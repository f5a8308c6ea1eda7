// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.BudgetScope;
import io.keysurge.detect.Contributors;
import io.keysurge.detect.Position;
import io.keysurge.detect.SharedPart;
import io.keysurge.detect.Usage;
import io.keysurge.rollup.Consumption.Account;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the identities of one task consumed since the last commit of budgets that they share: a sum for each group and
 * minute, however many events there are.
 */
final class SharedUsage {

    private final SharedBudgetRegister register;
    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    /** By group: one event after the other is mostly of one minute. */
    private final Map<String, Sum> newest = new HashMap<>();

    private record Place(
            String group, long minute, @Nullable String currency) {}

    private static final class Sum {
        private final Place place;
        private final Contributors contributors = new Contributors();
        private long tokens;
        private long costNanos;
        private String lastEventId;
        private Position lastEvent;

        Sum(Place place, Usage first) {
            this.place = place;
            lastEventId = first.eventId();
            lastEvent = first.position();
        }

        boolean isOf(long minute, @Nullable String currency) {
            return place.minute() == minute && Objects.equals(place.currency(), currency);
        }

        void add(Usage usage) {
            tokens = added(tokens, usage.tokens());
            costNanos = added(costNanos, Math.max(0, usage.costNanos()));
            contributors.add(usage.identityId(), usage.tokens());
            lastEventId = usage.eventId();
            lastEvent = usage.position();
        }

        private static long added(long sum, long more) {
            return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
        }
    }

    SharedUsage(SharedBudgetRegister register) {
        this.register = register;
    }

    /** Adds an event that counted. */
    void note(Usage usage, Account account) {
        if (usage.tokens() == 0 && usage.costNanos() <= 0) {
            return;
        }
        note(BudgetScope.BUSINESS_UNIT, account.businessUnit(), usage);
        note(BudgetScope.OWNER, account.owner(), usage);
        note(BudgetScope.APPLICATION, account.application(), usage);
        note(BudgetScope.AGENT, account.agent(), usage);
    }

    private void note(BudgetScope scope, @Nullable String name, Usage usage) {
        String group = register.group(scope, name);
        if (group != null) {
            String currency = usage.costNanos() < 0 ? null : usage.currency();
            Sum sum = newest.get(group);
            if (sum == null || !sum.isOf(usage.minute(), currency)) {
                sum = sums.computeIfAbsent(new Place(group, usage.minute(), currency), place -> new Sum(place, usage));
                newest.put(group, sum);
            }
            sum.add(usage);
        }
    }

    /** Gives everything away, by group. */
    void send(BiConsumer<String, SharedPart> send) {
        sums.forEach((place, sum) -> send.accept(
                place.group(),
                new SharedPart(
                        place.minute(),
                        sum.tokens,
                        sum.costNanos,
                        place.currency(),
                        sum.contributors,
                        sum.lastEventId,
                        sum.lastEvent)));
        sums.clear();
        newest.clear();
    }
}
