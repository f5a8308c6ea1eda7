// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Usage;
import io.keysurge.rollup.Consumption;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.HourOfSpend;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.serde.positional.Slots;
import io.keysurge.state.ProfileStore.Found;
import io.keysurge.state.Remembered;
import io.keysurge.topology.AboutIdentity.Admitted;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.UsageSlots;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Notes what each identity consumes, and tells it from time to time.
 *
 * <p>When it is told depends on the wall clock; what the last word on an hour is does not. What waits to be told is in
 * the stores with the profile; which identities wait is found again after a restart.
 */
final class Bookkeeper {

    /** Most that are told at once, so that usage does not wait. */
    private static final int MOST_AT_ONCE = 500;

    /** Most that are looked at in one go after a restart. */
    private static final int LOOKS_AT_ONCE = 2_000;

    private final SpendSettings settings;
    private final int graceMinutes;
    private final Memory memory;
    private final BiConsumer<String, HourOfSpend> teller;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable String next;
    private boolean lookingForUntold;

    /** An identity of which something waits to be told since a time, in milliseconds since 1970. */
    private record Waiting(String identityId, long since) {}

    /**
     * A bookkeeper of one task.
     *
     * @param teller takes what an identity consumed
     */
    Bookkeeper(SpendSettings settings, int graceMinutes, Memory memory, BiConsumer<String, HourOfSpend> teller) {
        this.settings = settings;
        this.graceMinutes = graceMinutes;
        this.memory = memory;
        this.teller = teller;
        this.lookingForUntold = settings.kept();
    }

    /** Notes an event that counted; whoever calls says that the identity has changed. */
    void note(Remembered known, Admitted admitted, long now) {
        Usage usage = admitted.usage();
        if (!settings.kept() || !usage.consumed()) {
            return;
        }
        boolean waits = known.spend().isUntold();
        HourOfSpend leaving = known.spend().add(consumption(known.facts(), admitted));
        if (leaving != null) {
            teller.accept(usage.identityId(), leaving);
        }
        if (!waits) {
            waiting.addLast(new Waiting(usage.identityId(), now));
        }
    }

    /** Tells what has waited long enough. */
    void tellDue(long now) {
        if (lookingForUntold) {
            lookForUntold(now);
        }
        long before = now - settings.interval().toMillis();
        for (int told = 0; told < MOST_AT_ONCE; told++) {
            Waiting first = waiting.peekFirst();
            if (first == null || first.since() > before) {
                return;
            }
            waiting.removeFirst();
            tell(first.identityId());
        }
    }

    private void tell(String identityId) {
        Remembered known = memory.find(identityId);
        if (known == null || !known.spend().isUntold()) {
            return;
        }
        long over = TimeUnit.MINUTES.toMillis(known.profile().newestMinute() - graceMinutes);
        known.spend().tell(over).forEach(hour -> teller.accept(identityId, hour));
        memory.remember(known);
    }

    private void lookForUntold(long now) {
        Found found = memory.untoldSpend(next, LOOKS_AT_ONCE);
        found.identities().forEach(identityId -> waiting.addLast(new Waiting(identityId, now)));
        next = found.next();
        lookingForUntold = next != null;
    }

    private static Consumption consumption(@Nullable IdentityFacts registered, Admitted admitted) {
        Usage usage = admitted.usage();
        Slots slots = admitted.slots();
        var account = new Account(
                known(registered == null ? null : registered.businessUnit(), slots, UsageSlots.BUSINESS_UNIT),
                known(registered == null ? null : registered.owner(), slots, UsageSlots.OWNER),
                known(registered == null ? null : registered.environment(), slots, UsageSlots.ENVIRONMENT),
                usage.application(),
                usage.agent(),
                usage.model(),
                usage.costNanos() < 0 ? null : usage.currency());
        return new Consumption(
                usage.occurredAt(),
                account,
                usage.calls(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cachedTokens(),
                slots.number(UsageSlots.CACHE_WRITE_TOKENS),
                slots.number(UsageSlots.REASONING_TOKENS),
                usage.costNanos(),
                slots.number(UsageSlots.COST_NANOS) >= 0,
                usage.position().partition(),
                usage.position().offset());
    }

    /** The registry wins; a producer that says nothing in so many words says nothing. */
    private static @Nullable String known(@Nullable String registered, Slots slots, int slot) {
        if (registered != null) {
            return registered;
        }
        String said = slots.text(slot);
        return said == null || said.isEmpty() ? null : said;
    }
}
