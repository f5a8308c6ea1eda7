// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one identity: its last hour, its usual, its rhythm, the names it used, its open episodes.
 *
 * <p>Mutable for speed and owned by one thread; only the {@link Engine} changes it. Bounded whatever the input.
 */
public final class Profile {

    /** Open episodes beyond which none about one more subject is begun: names can be made up without end. */
    static final int MOST_EPISODES = 32;

    private static final int MINUTES_PER_DAY = 1440;

    MinuteRing minutes;
    Baseline baseline;
    Rhythm rhythm;
    Shape shape;
    Dormancy dormancy;
    AlertBudget budget;
    BudgetBook budgets;
    Circle circle;
    OddCaller oddCaller;
    Loops loops;
    RecentEvents recent;
    Price price;
    List<Episode> episodes;

    @Nullable
    Credential credential;

    /** Null while no call found anything in the provider's cache. */
    @Nullable
    CacheUse cacheUse;

    private long firstMinute;
    private Learning learning;

    private Pace pace;
    private final Usuals usuals = new Usuals();

    /** A profile of an identity that was never seen. */
    public Profile() {
        this(new MinuteRing());
    }

    Profile(MinuteRing minutes) {
        begin(minutes);
    }

    private void begin(MinuteRing ring) {
        minutes = ring;
        pace = new Pace(minutes);
        baseline = new Baseline();
        rhythm = new Rhythm();
        shape = new Shape(ShapeShift.MEASURES);
        dormancy = new Dormancy();
        budget = new AlertBudget();
        circle = new Circle();
        oddCaller = new OddCaller();
        loops = new Loops();
        recent = new RecentEvents();
        price = new Price();
        episodes = new ArrayList<>(0);
        learning = new Learning(this);
        credential = null;
        cacheUse = null;
        budgets = new BudgetBook();
        firstMinute = 0;
        usuals.forget();
    }

    /** Whether an identity that speaks again in a minute was silent for so long that nothing of it is remembered. */
    boolean isForgottenBy(long minute, DetectionSettings settings) {
        return minutes.started() && minute - minutes.newest() > (long) settings.forgetDays() * MINUTES_PER_DAY;
    }

    /** Forgets everything. */
    void beginAnew() {
        begin(new MinuteRing());
    }

    private Profile(StateReader in, boolean withCacheUse, Function<StateReader, BudgetBook> budgetLayout) {
        minutes = MinuteRing.read(in);
        pace = new Pace(minutes);
        baseline = Baseline.read(in);
        rhythm = Rhythm.read(in);
        shape = Shape.read(ShapeShift.MEASURES, in);
        dormancy = Dormancy.read(in);
        budget = AlertBudget.read(in);
        circle = Circle.read(in);
        oddCaller = OddCaller.read(in);
        loops = Loops.read(in);
        recent = RecentEvents.read(in);
        price = Price.read(in);
        credential = Credential.read(in);
        firstMinute = in.number();
        learning = new Learning(this, in);
        int open = in.count();
        episodes = new ArrayList<>(open);
        for (int i = 0; i < open; i++) {
            episodes.add(Episode.read(in));
        }
        cacheUse = withCacheUse && in.number() == 1 ? new CacheUse(in) : null;
        budgets = budgetLayout.apply(in);
    }

    /** Takes the profile apart in the sixth layout; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        minutes.write(out);
        baseline.write(out);
        rhythm.write(out);
        shape.write(out);
        dormancy.write(out);
        budget.write(out);
        circle.write(out);
        oddCaller.write(out);
        loops.write(out);
        recent.write(out);
        price.write(out);
        Credential.write(credential, out);
        out.number(firstMinute);
        learning.write(out);
        out.number(episodes.size());
        episodes.forEach(episode -> episode.write(out));
        out.number(cacheUse == null ? 0 : 1);
        if (cacheUse != null) {
            cacheUse.write(out);
        }
        budgets.write(out);
    }

    /** The newest minute of a profile that was taken apart, which every layout has in the same place. */
    public static long readNewestMinute(StateReader in) {
        return MinuteRing.readNewest(in);
    }

    /**
     * Puts a profile together.
     *
     * @param layout 6 is that of {@link #write}; in the fifth budgets did not know what was foretold of which limit, in the
     *     fourth not their unit, in the third there were none, in the second the provider's cache was not looked at
     */
    public static Profile read(StateReader in, int layout) {
        return switch (layout) {
            case 1 -> FirstLayout.read(in);
            case 2 -> new Profile(in, false, none -> new BudgetBook());
            case 3 -> new Profile(in, true, none -> new BudgetBook());
            case 4 -> new Profile(in, true, budgets -> BudgetBook.read(budgets, 1));
            case 5 -> new Profile(in, true, budgets -> BudgetBook.read(budgets, 2));
            default -> new Profile(in, true, budgets -> BudgetBook.read(budgets, BudgetBook.LAYOUT));
        };
    }

    void restore(RecentEvents knownEvents, Price knownPrice, @Nullable Credential knownCredential) {
        recent = knownEvents;
        price = knownPrice;
        credential = knownCredential;
    }

    void restoreClock(long first, long settled, boolean activeToday) {
        firstMinute = first;
        learning.restore(settled, activeToday);
    }

    /** Minutes since 1970 of the newest usage: the identity's own clock; 0 when there was none. */
    public long newestMinute() {
        return minutes.newest();
    }

    /** Minutes for which there is room on the heap, used or not. */
    public int minuteSlots() {
        return minutes.slots();
    }

    /** True while an episode has not closed. */
    public boolean hasOpenEpisode() {
        for (int i = 0; i < episodes.size(); i++) {
            if (!episodes.get(i).announcedClosed()) {
                return true;
            }
        }
        return false;
    }

    long firstMinute() {
        return firstMinute;
    }

    /** Active days that the baseline holds, 0 to 7. */
    int days() {
        return baseline.count();
    }

    /** The week's largest ten minutes in tokens, at least the floor below which nothing is a spike. */
    double usualTenMinutes(DetectionSettings settings) {
        double usual = usuals(settings).value(Feature.LEVEL_TOKENS) * Pace.MINUTES[Pace.LEVEL];
        return Math.max((double) settings.floorTokens(), usual);
    }

    /** What is usual on the day of the newest minute. */
    Usuals usuals(DetectionSettings settings) {
        usuals.lookAt(baseline, day(newestMinute()), settings);
        return usuals;
    }

    /** Forgets what is usual, because a day taught something. */
    void forgetUsuals() {
        usuals.forget();
    }

    /** How fast the identity goes in a minute; valid until the next call. */
    Pace paceOf(long minute) {
        Pace view = minute == newestMinute() ? pace : new Pace(minutes);
        if (view.minute() != minute) {
            view.lookAt(minute);
        }
        return view;
    }

    /** Adds an event to its minute. */
    void add(Usage usage) {
        minutes.add(usage);
        if (cacheUse == null && CacheUse.isShownBy(usage)) {
            cacheUse = new CacheUse(usage);
        }
        if (cacheUse != null) {
            cacheUse.add(usage, minutes.newest());
        }
        if (usage.minute() == pace.minute()) {
            pace.add(usage.tokens(), usage.countedCalls());
        } else {
            pace.forget();
        }
    }

    @Nullable
    Episode openEpisode(AlertKind kind, @Nullable String subject) {
        for (Episode episode : episodes) {
            if (episode.isAbout(kind, subject)) {
                return episode;
            }
        }
        return null;
    }

    /** False when enough subjects are in trouble already. What is about the identity as a whole always has room. */
    boolean hasRoomForEpisode(@Nullable String subject) {
        return subject == null || episodes.size() < MOST_EPISODES;
    }

    List<Episode> episodesQuietBefore(long minute) {
        if (episodes.isEmpty()) {
            return List.of();
        }
        return episodes.stream()
                .filter(episode -> episode.lastMinute() < minute)
                .sorted(Comparator.comparingLong(Episode::lastMinute).thenComparing(Episode::id))
                .toList();
    }

    /**
     * Moves the identity's clock, and lets minutes that no accepted event can change any more enter the baseline.
     */
    void advanceTo(long minute, DetectionSettings settings) {
        if (!minutes.started()) {
            firstMinute = minute;
            learning.beginAt(minute);
            minutes.advanceTo(minute);
            return;
        }
        if (minute <= minutes.newest()) {
            firstMinute = Math.min(firstMinute, minute);
            learning.beginAt(Math.min(minute, learning.next()));
            return;
        }
        learning.settle(minute - settings.graceMinutes() - 1, settings);
        dormancy.advance(minutes.newest(), minute);
        minutes.advanceTo(minute);
        pace.lookAt(minute);
    }

    static long day(long minute) {
        return Math.floorDiv(minute, MINUTES_PER_DAY);
    }
}
