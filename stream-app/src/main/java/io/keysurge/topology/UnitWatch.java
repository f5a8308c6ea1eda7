// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.Finding;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.UnitBook;
import io.keysurge.state.PackedGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a task remembers of business units: decoded while they are in use, and in the store identity by identity, because
 * a whole one is too large for a record.
 */
final class UnitWatch {

    /** Most identities that are kept decoded; the unit used least recently leaves, and comes back from the store. */
    private static final int MOST_DECODED = 8_192;

    /** No name holds it. */
    private static final char END = '\u0000';

    private static final String HEADS = "unit/";
    /** What follows the last of their keys. */
    private static final String BEYOND_HEADS = "unit0";

    private static final String MEMBERS = "unit-identity/";

    private final BusinessUnits judge;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, UnitBook> decoded = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable String next;

    UnitWatch(BusinessUnits judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
    }

    /** Takes one part in. */
    List<Finding> observe(String unit, HourPart part) {
        UnitBook book = book(unit);
        List<Finding> findings = judge.observe(book, unit, part);
        store.put(HEADS + unit, PackedGroups.unitHead(book));
        store.put(members(unit) + part.identityId(), PackedGroups.unitMember(book, part.identityId()));
        String left = book.left();
        if (left != null) {
            store.delete(members(unit) + left);
        }
        return findings;
    }

    /**
     * Goes on forgetting units of which nothing was told since a day, a few at a time.
     *
     * @param most units to look at
     * @param say takes the end of what was open, by unit
     */
    void forgetSilent(long sinceDay, int most, BiConsumer<String, Finding> say) {
        List<String> silent = new ArrayList<>();
        String from = next == null ? HEADS : next;
        next = null;
        try (var heads = store.range(from, BEYOND_HEADS)) {
            for (int seen = 0; heads.hasNext(); seen++) {
                KeyValue<String, byte[]> head = heads.next();
                if (seen == most) {
                    next = head.key;
                    break;
                }
                if (PackedGroups.unitBook(head.value, List.of()).nextDay() <= sinceDay) {
                    silent.add(head.key.substring(HEADS.length()));
                }
            }
        }
        for (String unit : silent) {
            judge.announceSilence(book(unit), unit).forEach(finding -> say.accept(unit, finding));
            decoded.remove(unit);
            store.delete(HEADS + unit);
            List<String> members = new ArrayList<>();
            try (var all = store.prefixScan(members(unit), new StringSerializer())) {
                all.forEachRemaining(member -> members.add(member.key));
            }
            members.forEach(store::delete);
        }
    }

    private UnitBook book(String unit) {
        UnitBook book = decoded.get(unit);
        if (book == null) {
            book = load(unit);
            decoded.put(unit, book);
            makeRoom();
        }
        return book;
    }

    /** Leaves the one in hand, which is the newest. */
    private void makeRoom() {
        long identities =
                decoded.values().stream().mapToLong(UnitBook::identities).sum();
        while (identities > MOST_DECODED && decoded.size() > 1) {
            String leaving = decoded.keySet().iterator().next();
            UnitBook left = decoded.remove(leaving);
            identities -= left == null ? 0 : left.identities();
        }
    }

    private UnitBook load(String unit) {
        byte[] head = store.get(HEADS + unit);
        if (head == null) {
            return new UnitBook();
        }
        List<byte[]> members = new ArrayList<>();
        try (var all = store.prefixScan(members(unit), new StringSerializer())) {
            all.forEachRemaining(member -> members.add(member.value));
        }
        return PackedGroups.unitBook(head, members);
    }

    private static String members(String unit) {
        return MEMBERS + unit + END;
    }
}
