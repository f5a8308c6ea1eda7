// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Finding;
import io.keysurge.detect.Producer;
import io.keysurge.detect.ProducerBook;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Producers;
import io.keysurge.state.PackedGroups;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a task remembers of producers: all of them decoded, and each in the store. */
final class ProducerWatch {

    private final Producers judge;
    private final KeyValueStore<String, byte[]> store;

    /** Null until the first part comes: one task alone is told of producers. */
    private @Nullable ProducerBook book;

    ProducerWatch(Producers judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
    }

    /** Takes one part in. */
    List<Finding> observe(ProducerPart part) {
        ProducerBook known = book();
        List<Finding> findings = judge.observe(known, part);
        for (String name : known.takeChanged()) {
            Producer producer = known.find(name);
            store.put(name, producer == null ? null : PackedGroups.producer(producer));
        }
        return findings;
    }

    private ProducerBook book() {
        if (book == null) {
            List<Producer> remembered = new ArrayList<>();
            try (var all = store.all()) {
                all.forEachRemaining(each -> remembered.add(PackedGroups.producer(each.value)));
            }
            book = new ProducerBook(remembered);
        }
        return book;
    }
}
