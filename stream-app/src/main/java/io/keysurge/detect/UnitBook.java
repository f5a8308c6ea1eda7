// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one business unit: what each of its identities does and spends, what all of them spend, and the
 * episodes that are open. Mutable and owned by one thread; bounded whatever the input.
 */
public final class UnitBook {

    /** Identities beyond which the one that was active longest ago leaves. Packed, so many stay below a mebibyte. */
    static final int MOST_IDENTITIES = 2_048;

    /** Of those with a band in common, so many are compared at most. */
    private static final int MOST_OF_A_BAND = 64;

    /** In the order of their last use. */
    private final Map<String, UnitMember> members = new LinkedHashMap<>();
    /** Who has which band; made anew from the members when the state is read. */
    private final Map<Integer, NavigableSet<String>> byBand = new HashMap<>();

    private long visits;
    private @Nullable String left;
    private SpendRing spend = new SpendRing(UnitMember.SPEND_DAYS);

    final List<Twins> twins = new ArrayList<>();
    final List<Episode> concentrations = new ArrayList<>();
    long twinsSeenOn;

    /** A business unit that was never seen. */
    public UnitBook() {}

    /** True while an episode about it has not closed. */
    public boolean hasOpenEpisode() {
        return !twins.isEmpty() || !concentrations.isEmpty();
    }

    /** The first day after the newest that was told of, since 1970. */
    public long nextDay() {
        return spend.newest() + 1;
    }

    /** How many identities are remembered. */
    public int identities() {
        return members.size();
    }

    /** What is remembered of an identity that is at work; the one that was active longest ago leaves when there is no room. */
    UnitMember visit(String id) {
        left = null;
        UnitMember member = members.remove(id);
        if (member == null) {
            member = new UnitMember(id);
            if (members.size() == MOST_IDENTITIES) {
                Iterator<UnitMember> oldestFirst = members.values().iterator();
                UnitMember oldest = oldestFirst.next();
                oldestFirst.remove();
                removeFromBands(oldest);
                left = oldest.id();
            }
        }
        members.put(id, member);
        member.visited(++visits);
        return member;
    }

    /** Takes in what an identity consumed. */
    void add(UnitMember member, HourPart part) {
        member.add(part);
        spend.add(part.day(), part);
    }

    /** What all identities spent by the day, those that left included. */
    SpendRing spend() {
        return spend;
    }

    /** What is remembered of an identity; null when it left. */
    @Nullable
    UnitMember member(String id) {
        return members.get(id);
    }

    Collection<UnitMember> members() {
        return members.values();
    }

    /** Sketches an identity's work anew. */
    void sketch(UnitMember member, long day) {
        removeFromBands(member);
        member.sketch(day);
        addToBands(member);
    }

    /** Identities that share a band with one, in the order of their ids; of a crowded band the next ones only. */
    Set<String> alike(UnitMember member) {
        Set<String> alike = new TreeSet<>();
        for (int band : member.bands()) {
            NavigableSet<String> others = byBand.getOrDefault(band, new TreeSet<>());
            addSome(others.tailSet(member.id(), false), others.headSet(member.id(), false), alike);
        }
        return alike;
    }

    private static void addSome(Set<String> after, Set<String> before, Set<String> into) {
        int room = MOST_OF_A_BAND;
        for (Set<String> part : List.of(after, before)) {
            for (String id : part) {
                if (room-- == 0) {
                    return;
                }
                into.add(id);
            }
        }
    }

    private void addToBands(UnitMember member) {
        for (int band : member.bands()) {
            byBand.computeIfAbsent(band, each -> new TreeSet<>()).add(member.id());
        }
    }

    private void removeFromBands(UnitMember member) {
        for (int band : member.bands()) {
            byBand.computeIfPresent(band, (each, ids) -> {
                ids.remove(member.id());
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    /**
     * Who had to leave when the newest part came; null when nobody had to. Where a book is too large to be stored as a
     * whole with each part, that identity's state goes, and what has to be stored is the state of the part's own identity
     * and {@link #writeHead}.
     */
    public @Nullable String left() {
        return left;
    }

    /** Takes the state of an identity that is remembered apart; {@link #readMember} adds it again. */
    public void writeMember(String id, StateWriter out) {
        UnitMember member = members.get(id);
        if (member == null) {
            throw new IllegalArgumentException(id + ": not remembered (expected: an identity of this book)");
        }
        member.write(out);
    }

    /** Adds an identity's state, in whatever order the identities come; {@link #restored} has to follow. */
    public void readMember(StateReader in) {
        UnitMember member = UnitMember.read(in);
        members.put(member.id(), member);
        addToBands(member);
    }

    /** Puts the identities in the order of their last use again, after all of them were read. */
    public void restored() {
        List<UnitMember> inOrder = new ArrayList<>(members.values());
        inOrder.sort(Comparator.comparingLong(UnitMember::visit));
        members.clear();
        inOrder.forEach(each -> members.put(each.id(), each));
    }

    /** Takes the state that is no identity's own apart; {@link #readHead} puts it together again. */
    public void writeHead(StateWriter out) {
        out.number(visits);
        spend.write(out);
        out.number(twinsSeenOn);
        out.number(twins.size());
        twins.forEach(each -> each.write(out));
        out.number(concentrations.size());
        concentrations.forEach(each -> each.write(out));
    }

    /** Puts the state together that is no identity's own. */
    public static UnitBook readHead(StateReader in) {
        var book = new UnitBook();
        book.visits = in.number();
        book.spend = SpendRing.read(UnitMember.SPEND_DAYS, in);
        book.twinsSeenOn = in.number();
        int pairs = in.count();
        for (int i = 0; i < pairs; i++) {
            book.twins.add(Twins.read(in));
        }
        int episodes = in.count();
        for (int i = 0; i < episodes; i++) {
            book.concentrations.add(Episode.read(in));
        }
        return book;
    }

    /** Takes the whole state apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        writeHead(out);
        out.number(members.size());
        members.values().forEach(each -> each.write(out));
    }

    /** Puts the whole state together. */
    public static UnitBook read(StateReader in) {
        var book = readHead(in);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            book.readMember(in);
        }
        return book;
    }
}
