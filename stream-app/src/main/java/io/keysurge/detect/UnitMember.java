// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one identity of a business unit: its work, its spend, and which applications use it. */
final class UnitMember {

    /** Days of spend that are remembered: a week, and the day under way. */
    static final int SPEND_DAYS = 8;
    /** Applications beyond which the one that called longest ago is forgotten. */
    static final int MOST_APPLICATIONS = 4;

    private final String id;
    private final Workload work;
    private final SpendRing spend;
    private final List<Application> applications = new ArrayList<>(1);
    private int @Nullable [] bands;
    private long sketchedOn;
    private long visit;

    private record Application(long name, long lastDay) {}

    UnitMember(String id) {
        this(id, new Workload(), new SpendRing(SPEND_DAYS));
    }

    private UnitMember(String id, Workload work, SpendRing spend) {
        this.id = id;
        this.work = work;
        this.spend = spend;
    }

    void add(HourPart part) {
        work.add(part);
        spend.add(part.day(), part);
        if (part.application() != null) {
            long name = RecentEvents.hash(part.application());
            long lastDay = part.day();
            for (Application each : applications) {
                lastDay = each.name == name ? Math.max(lastDay, each.lastDay) : lastDay;
            }
            applications.removeIf(each -> each.name == name);
            if (applications.size() == MOST_APPLICATIONS) {
                applications.remove(0);
            }
            applications.add(new Application(name, lastDay));
        }
    }

    String id() {
        return id;
    }

    /** Takes in that its last part was the one of this number of its business unit. */
    void visited(long number) {
        visit = number;
    }

    /** Which of the business unit's parts its last one was. */
    long visit() {
        return visit;
    }

    Workload work() {
        return work;
    }

    SpendRing spend() {
        return spend;
    }

    /** Applications that used it since a day, inclusive; no more than are remembered. */
    int applicationsSince(long day) {
        int count = 0;
        for (Application each : applications) {
            count += each.lastDay >= day ? 1 : 0;
        }
        return count;
    }

    /** The day on which its work was sketched last; 0 when it never was. */
    long sketchedOn() {
        return sketchedOn;
    }

    /** The bands of its sketch; none before there is one. */
    int[] bands() {
        return bands == null ? new int[0] : bands;
    }

    void sketch(long day) {
        sketchedOn = day;
        bands = Sketch.bands(work);
    }

    void write(StateWriter out) {
        out.text(id);
        work.write(out);
        spend.write(out);
        out.number(applications.size());
        for (Application each : applications) {
            out.bits(each.name);
            out.number(each.lastDay);
        }
        out.number(visit);
        out.number(sketchedOn);
        for (int band : bands()) {
            out.number(band);
        }
    }

    static UnitMember read(StateReader in) {
        var member = new UnitMember(in.name(), Workload.read(in), SpendRing.read(SPEND_DAYS, in));
        int count = in.count();
        for (int i = 0; i < count; i++) {
            member.applications.add(new Application(in.bits(), in.number()));
        }
        member.visit = in.number();
        member.sketchedOn = in.number();
        if (member.sketchedOn > 0) {
            int[] bands = new int[Sketch.BANDS];
            for (int i = 0; i < bands.length; i++) {
                bands[i] = in.count();
            }
            member.bands = bands;
        }
        return member;
    }
}
