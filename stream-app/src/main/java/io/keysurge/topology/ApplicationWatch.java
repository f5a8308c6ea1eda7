// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Finding;
import io.keysurge.detect.HourPart;
import io.keysurge.state.PackedGroups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a task remembers of applications, by group. */
final class ApplicationWatch {

    private static final String APPLICATIONS = "application/";
    /** What follows the last of their keys. */
    private static final String BEYOND = "application0";

    private final EnvironmentMismatch judge;
    private final KeyValueStore<String, byte[]> store;
    private @Nullable String next;

    ApplicationWatch(EnvironmentMismatch judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
    }

    /** Takes one part in. */
    List<Finding> observe(String group, HourPart part) {
        byte[] known = store.get(APPLICATIONS + group);
        ApplicationBook book = known == null ? new ApplicationBook() : PackedGroups.applicationBook(known);
        List<Finding> findings = judge.observe(book, part);
        // Of an environment that is neither of the two nothing is remembered.
        if (book.newestHour() > 0) {
            store.put(APPLICATIONS + group, PackedGroups.applicationBook(book));
        }
        return findings;
    }

    /**
     * Goes on forgetting applications of which nothing was told since an hour, a few at a time.
     *
     * @param most applications to look at
     * @param say takes the end of what was open, by group
     */
    void forgetSilent(long sinceHour, int most, BiConsumer<String, Finding> say) {
        Map<String, ApplicationBook> silent = new LinkedHashMap<>();
        String from = next == null ? APPLICATIONS : next;
        next = null;
        try (var all = store.range(from, BEYOND)) {
            for (int seen = 0; all.hasNext(); seen++) {
                KeyValue<String, byte[]> each = all.next();
                if (seen == most) {
                    next = each.key;
                    break;
                }
                ApplicationBook book = PackedGroups.applicationBook(each.value);
                if (book.newestHour() < sinceHour) {
                    silent.put(each.key, book);
                }
            }
        }
        silent.forEach((key, book) -> {
            String group = key.substring(APPLICATIONS.length());
            String application = group.substring(EnvironmentMismatch.GROUP_PREFIX.length());
            judge.announceSilence(book, application).forEach(finding -> say.accept(group, finding));
            store.delete(key);
        });
    }
}
