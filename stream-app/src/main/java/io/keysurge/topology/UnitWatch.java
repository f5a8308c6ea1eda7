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
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;

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
    private static final String MEMBERS = "unit-identity/";

    private final BusinessUnits judge;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, UnitBook> decoded = new LinkedHashMap<>(16, 0.75f, true);

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
