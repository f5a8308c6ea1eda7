// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.detect.GroupPart;
import io.keysurge.detect.Producers;
import io.keysurge.detect.Usage;
import io.keysurge.rollup.Consumption;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.HourOfSpend;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.state.Outbox;
import io.keysurge.state.PackedParts;
import io.keysurge.state.ProfileStore.Found;
import io.keysurge.state.Remembered;
import io.keysurge.state.Stores;
import io.keysurge.translate.ConsumptionTranslation;
import io.keysurge.translate.RegistryEntry.Word;
import io.keysurge.translate.SpendTranslation;
import io.keysurge.translate.UsageSlots;
import io.keysurge.usage.SharedBudgetRules;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Notes what each identity consumes, and for which groups; tells the first from time to time and the second with each
 * commit.
 *
 * <p>When it is told depends on the wall clock; what the last word on an hour is does not. What waits to be told is in
 * the stores with the profile; which identities wait is found again after a restart.
 */
final class Bookkeeper {

    /** Often and little at a time, so that usage does not wait. */
    private static final Duration TELLING = Duration.ofMillis(100);

    private static final int MOST_AT_ONCE = 500;

    /** Most that are looked at in one go after a restart. */
    private static final int LOOKS_AT_ONCE = 2_000;

    private final Setup setup;
    private final ProcessorContext<Object, Object> context;
    private final Memory memory;
    private final SharedBudgetRegister sharedBudgets;
    private final SharedUsage sharedUsage;
    private final ProducerUsage producerUsage = new ProducerUsage();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable String next;
    private boolean lookingForUntold;
    private long newestAppendTime;

    /** An identity of which something waits to be told since a time, in milliseconds since 1970. */
    private record Waiting(String identityId, long since) {}

    /**
     * What books are kept by.
     *
     * @param spend whether and how roll-ups are kept
     * @param graceMinutes how late an event may be and count
     * @param budgetSerdes decode shared budgets
     * @param budgetTopic where those come from
     * @param usageTopic where usage comes from
     * @param meter counts what is refused of them
     */
    record Setup(
            SpendSettings spend,
            int graceMinutes,
            Supplier<Serde<SharedBudgets>> budgetSerdes,
            String budgetTopic,
            String usageTopic,
            UsageMeter meter) {

        SharedBudgetRegister register(ProcessorContext<?, ?> context) {
            return SharedBudgetRegister.of(context, budgetSerdes.get().deserializer(), budgetTopic, meter);
        }
    }

    private Bookkeeper(Setup setup, ProcessorContext<Object, Object> context, Memory memory) {
        this.setup = setup;
        this.context = context;
        this.memory = memory;
        // What was kept before it was switched off is told all the same.
        this.lookingForUntold = true;
        this.sharedBudgets = setup.register(context);
        this.sharedUsage = new SharedUsage(sharedBudgets);
    }

    /** Begins to keep the books of one task, which forwards what is told as the step that is being set up. */
    static Bookkeeper begin(Setup setup, ProcessorContext<Object, Object> context, Memory memory) {
        var bookkeeper = new Bookkeeper(setup, context, memory);
        context.schedule(TELLING, PunctuationType.WALL_CLOCK_TIME, bookkeeper::tellDue);
        context.schedule(
                SharedBudgetRegister.REFRESH,
                PunctuationType.WALL_CLOCK_TIME,
                now -> bookkeeper.sharedBudgets.refresh());
        Outbox outbox = context.getStateStore(Stores.OUTBOX);
        outbox.beforeEachCommit(context, bookkeeper::handOn);
        return bookkeeper;
    }

    /** Notes an event that counted; whoever calls says that the identity has changed. */
    void note(Remembered known, Admitted admitted, long appendTime) {
        Usage usage = admitted.usage();
        Word registered = known.registered(usage.occurredAt());
        Account account = ConsumptionTranslation.account(
                registered == null ? null : registered.facts(),
                usage,
                admitted.slots(),
                setup.spend().prices().version());
        newestAppendTime = Math.max(newestAppendTime, appendTime);
        producerUsage.note(admitted.slots().text(UsageSlots.PRODUCER), usage, account);
        if (!usage.consumed()) {
            return;
        }
        if (setup.spend().kept()) {
            note(known, ConsumptionTranslation.consumption(usage, admitted.slots(), account), usage.identityId());
        }
        if (!sharedBudgets.isEmpty()) {
            sharedUsage.note(usage, account);
        }
    }

    private void note(Remembered known, Consumption consumption, String identityId) {
        boolean waits = known.spend().isUntold();
        HourOfSpend leaving = known.spend().add(consumption);
        if (leaving != null) {
            tell(identityId, leaving);
        }
        if (!waits) {
            waiting.addLast(new Waiting(identityId, context.currentSystemTimeMs()));
        }
    }

    private void handOn() {
        sharedUsage.send(this::handOn);
        producerUsage.send(part -> handOn(Producers.GROUP, part));
    }

    private void handOn(String group, GroupPart part) {
        context.forward(new Record<>(group, PackedParts.pack(part), newestAppendTime), Steps.WRITE_GROUPS);
    }

    private void tellDue(long now) {
        if (lookingForUntold) {
            lookForUntold(now);
        }
        long before = now - setup.spend().interval().toMillis();
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
        long over = TimeUnit.MINUTES.toMillis(known.profile().newestMinute() - setup.graceMinutes());
        // The oldest first: who watches groups learns nothing from a day that comes after the next.
        known.spend().tell(over).stream()
                .sorted(Comparator.comparingLong(HourOfSpend::hour))
                .forEach(hour -> tell(identityId, hour));
        memory.remember(known);
    }

    private void tell(String identityId, HourOfSpend hour) {
        long now = context.currentSystemTimeMs();
        String key = SpendTranslation.key(identityId, hour);
        context.forward(new Record<>(key, SpendTranslation.rollup(identityId, hour), now), Steps.WRITE_SPEND);
        byte[] part = PackedParts.pack(SpendTranslation.part(identityId, hour, setup.usageTopic()));
        handOn(BudgetScope.BUSINESS_UNIT, hour.account().businessUnit(), part, now);
        handOn(BudgetScope.APPLICATION, hour.account().application(), part, now);
    }

    private void handOn(BudgetScope scope, @Nullable String name, byte[] part, long now) {
        if (name != null) {
            context.forward(new Record<>(SharedBudgetRules.key(scope, name), part, now), Steps.WRITE_GROUPS);
        }
    }

    private void lookForUntold(long now) {
        Found found = memory.untoldSpend(next, LOOKS_AT_ONCE);
        found.identities().forEach(identityId -> waiting.addLast(new Waiting(identityId, now)));
        next = found.next();
        lookingForUntold = next != null;
    }
}
