// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Collection;
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
    long nextDay() {
        return spend.newest() + 1;
    }

    /** How many identities are remembered. */
    public int identities() {
        return members.size();
    }

    /** What is remembered of an identity that is at work; the one that was active longest ago leaves when there is no room. */
    UnitMember visit(String id) {
        UnitMember member = members.remove(id);
        if (member == null) {
            member = new UnitMember(id);
            if (members.size() == MOST_IDENTITIES) {
                Iterator<UnitMember> eldest = members.values().iterator();
                removeFromBands(eldest.next());
                eldest.remove();
            }
        }
        members.put(id, member);
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

    /** Takes the state apart; {@link #read} puts it together again without any difference. */
    public void write(StateWriter out) {
        out.number(members.size());
        members.values().forEach(each -> each.write(out));
        spend.write(out);
        out.number(twinsSeenOn);
        out.number(twins.size());
        twins.forEach(each -> each.write(out));
        out.number(concentrations.size());
        concentrations.forEach(each -> each.write(out));
    }

    /** Puts the state together. */
    public static UnitBook read(StateReader in) {
        var book = new UnitBook();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            var member = UnitMember.read(in);
            book.members.put(member.id(), member);
            book.addToBands(member);
        }
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
}
