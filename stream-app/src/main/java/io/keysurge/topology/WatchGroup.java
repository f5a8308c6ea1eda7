// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Budget;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Finding;
import io.keysurge.detect.GroupPart;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Producers;
import io.keysurge.detect.SharedBook;
import io.keysurge.detect.SharedBudgetKeeper;
import io.keysurge.detect.SharedPart;
import io.keysurge.state.PackedGroups;
import io.keysurge.state.PackedParts;
import io.keysurge.state.Stores;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks up what is remembered of a group of identities, asks its judge, remembers, forwards. */
final class WatchGroup extends ContextualProcessor<String, byte[], Object, Object> {

    private static final String SHARED = "shared/";
    /** Longer than whatever is judged of a group. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private static final Duration FORGETTING = Duration.ofMinutes(1);
    private static final int AT_A_TIME = 1_000;

    private final SharedBudgetKeeper sharedBudgets = new SharedBudgetKeeper();
    private final EnvironmentMismatch environmentMismatch;
    private final BusinessUnits businessUnits;
    private final Producers producers;
    private final Bookkeeper.Setup books;
    private final AlertTranslation translation;
    private final UsageMeter meter;
    private long newestHour;
    private @Nullable Task task;

    /** What belongs to one task. */
    private record Task(
            KeyValueStore<String, byte[]> groups,
            SharedBudgetRegister register,
            UnitWatch units,
            ApplicationWatch applications,
            ProducerWatch producers,
            Raiser raiser) {}

    WatchGroup(
            DetectionSettings settings,
            GroupSettings groupSettings,
            Bookkeeper.Setup books,
            AlertTranslation translation,
            UsageMeter meter) {
        this.environmentMismatch = new EnvironmentMismatch(groupSettings);
        this.businessUnits = new BusinessUnits(settings, groupSettings);
        this.producers = new Producers(groupSettings);
        this.books = books;
        this.translation = translation;
        this.meter = meter;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        KeyValueStore<String, byte[]> groups = context.getStateStore(Stores.GROUPS);
        SharedBudgetRegister register = books.register(context);
        task = new Task(
                groups,
                register,
                new UnitWatch(businessUnits, groups),
                new ApplicationWatch(environmentMismatch, groups),
                new ProducerWatch(producers, context.getStateStore(Stores.PRODUCERS)),
                new Raiser(context, meter));
        context.schedule(SharedBudgetRegister.REFRESH, PunctuationType.WALL_CLOCK_TIME, now -> register.refresh());
        context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, this::forgetSilent);
    }

    @Override
    public void close() {
        task = null;
        newestHour = 0;
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        String group = incoming.key();
        GroupPart part = OwnRecords.unpacked(incoming, PackedParts::part, meter);
        if (part instanceof ProducerPart producer) {
            for (Finding finding : task().producers().observe(producer)) {
                raise(Producers.group(finding), finding, incoming.timestamp());
            }
            return;
        }
        List<Finding> findings = List.of();
        if (part instanceof SharedPart shared) {
            findings = watchBudgets(group, shared);
        } else if (part instanceof HourPart hour && group.startsWith(BusinessUnits.GROUP_PREFIX)) {
            newestHour = Math.max(newestHour, hour.hour());
            findings = task().units().observe(group.substring(BusinessUnits.GROUP_PREFIX.length()), hour);
        } else if (part instanceof HourPart hour) {
            newestHour = Math.max(newestHour, hour.hour());
            findings = task().applications().observe(group, hour);
        }
        for (Finding finding : findings) {
            raise(group, finding, incoming.timestamp());
        }
    }

    private void raise(String group, Finding finding, long timestamp) {
        task().raiser().raise(translation.alertAboutGroup(group, finding), timestamp);
    }

    private List<Finding> watchBudgets(String group, SharedPart part) {
        SharedBudgetRegister register = task().register();
        List<Budget> budgets = register.budgets(group);
        if (budgets.isEmpty()) {
            // Whoever sent it knew of budgets, a moment earlier perhaps.
            register.refresh();
            budgets = register.budgets(group);
        }
        KeyValueStore<String, byte[]> groups = task().groups();
        if (budgets.isEmpty()) {
            if (register.isGone(group)) {
                groups.delete(SHARED + group);
            }
            return List.of();
        }
        byte[] known = groups.get(SHARED + group);
        SharedBook book = known == null ? new SharedBook() : PackedGroups.shared(known);
        List<Finding> findings = sharedBudgets.observe(book, group, budgets, part);
        groups.put(SHARED + group, PackedGroups.shared(book));
        return findings;
    }

    /**
     * Forgets groups that were silent for so long when the newest hour was told: names can be made up, and those that are
     * used again begin anew.
     */
    private void forgetSilent(long now) {
        if (newestHour > 0) {
            long since = newestHour - FORGOTTEN_AFTER.toHours();
            task().applications().forgetSilent(since, AT_A_TIME, (group, finding) -> raise(group, finding, now));
            task().units()
                    .forgetSilent(
                            TimeUnit.HOURS.toDays(since),
                            AT_A_TIME,
                            (unit, finding) -> raise(BusinessUnits.GROUP_PREFIX + unit, finding, now));
        }
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("process before init");
        }
        return task;
    }
}
