// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one application: what its test environments and its production spent within the last day, who
 * spent it in the former, and the episode that is open about them. Mutable and owned by one thread; bounded whatever the
 * input.
 */
public final class ApplicationBook {

    /** Hours of which spend is compared, the hour under way among them. */
    static final int WINDOW_HOURS = 24;
    /** Identities of test environments beyond which the one that was active longest ago is forgotten. */
    static final int MOST_IDENTITIES = 16;

    private SpendRing test = new SpendRing(WINDOW_HOURS);
    private SpendRing production = new SpendRing(WINDOW_HOURS);
    private final List<Tester> testers = new ArrayList<>(1);

    @Nullable
    Episode episode;

    /** An identity that was used in a test environment, and the newest hour in which it was. */
    private record Tester(String id, long hour) {}

    /** An application that was never seen. */
    public ApplicationBook() {}

    /** True while an episode about it has not closed. */
    public boolean hasOpenEpisode() {
        return episode != null;
    }

    /** The newest hour told of, since 1970; 0 when there was none. */
    public long newestHour() {
        return Math.max(test.newest(), production.newest());
    }

    /** Takes a part in, where its environment is one of those that are compared. */
    void add(HourPart part) {
        if (Environments.isProduction(part.environment())) {
            production.add(part.hour(), part);
        } else if (Environments.isTest(part.environment())) {
            test.add(part.hour(), part);
            remember(part.identityId(), part.hour());
        }
    }

    private void remember(String id, long hour) {
        testers.removeIf(each -> each.id.equals(id) || each.hour < firstHour());
        if (testers.size() == MOST_IDENTITIES) {
            testers.remove(0);
        }
        testers.add(new Tester(id, hour));
    }

    /** The first hour that counts. */
    long firstHour() {
        return newestHour() - WINDOW_HOURS + 1;
    }

    /**
     * The last hour that counts: the newest of which both were told. While the detector catches up, one partition may be
     * read hours ahead of another, and what is not read yet is not unspent.
     */
    long lastHour() {
        return Math.min(test.newest(), production.newest());
    }

    SpendRing test() {
        return test;
    }

    SpendRing production() {
        return production;
    }

    /** Identities that were used in a test environment lately, the newest last. */
    List<String> testers() {
        return testers.stream().map(Tester::id).toList();
    }

    /** Takes the state apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        test.write(out);
        production.write(out);
        out.number(testers.size());
        for (Tester each : testers) {
            out.text(each.id);
            out.number(each.hour);
        }
        out.number(episode == null ? 0 : 1);
        if (episode != null) {
            episode.write(out);
        }
    }

    /** Puts the state together. */
    public static ApplicationBook read(StateReader in) {
        var book = new ApplicationBook();
        book.test = SpendRing.read(WINDOW_HOURS, in);
        book.production = SpendRing.read(WINDOW_HOURS, in);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            book.testers.add(new Tester(in.name(), in.number()));
        }
        book.episode = in.number() == 1 ? Episode.read(in) : null;
        return book;
    }
}
