// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Profile;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whatever is used, registered, committed and lost in whatever order: the store of profiles says what a plain map
 * says that unpacks, changes and packs a profile with every event.
 */
class ProfileStoreLaws {

    private static final List<String> IDENTITIES = List.of("nhi-1", "nhi-2", "nhi-3", "nhi-4", "nhi-5");

    /** Room for some, so that others have to leave while they wait to be written. */
    private static final long HEAP_BYTES = 10_000;

    private enum Deed {
        USE,
        REGISTER,
        COMMIT,
        CRASH
    }

    private record Step(Deed deed, String identityId) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                Tuple.of(20, Deed.USE), Tuple.of(2, Deed.REGISTER), Tuple.of(3, Deed.COMMIT), Tuple.of(1, Deed.CRASH));
        return Combinators.combine(deeds, Arbitraries.of(IDENTITIES))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(80);
    }

    @Property(tries = 300)
    void what_is_committed_is_what_a_plain_map_holds(@ForAll("histories") List<Step> history) {
        var house = new House();
        for (int i = 0; i < history.size(); i++) {
            Step step = history.get(i);
            switch (step.deed()) {
                case USE -> house.use(step.identityId(), i);
                case REGISTER -> house.register(step.identityId(), "team-" + i);
                case COMMIT -> house.commit();
                case CRASH -> house.crash();
            }
        }
        house.commit();
        Statistics.label("something left the heap")
                .collect(house.left)
                .coverage(seen -> seen.check(true).percentage(share -> share > 50));
        Statistics.label("a guest came again before the commit")
                .collect(house.guestCameAgain)
                .coverage(seen -> seen.check(true).percentage(share -> share > 5));
    }

    @Property(tries = 100)
    void what_is_in_use_is_what_a_plain_map_holds_at_any_time(@ForAll("histories") List<Step> history) {
        var house = new House();
        for (int i = 0; i < history.size(); i++) {
            Step step = history.get(i);
            if (step.deed() == Deed.USE) {
                house.use(step.identityId(), i);
            } else if (step.deed() == Deed.CRASH) {
                house.crash();
            } else if (step.deed() == Deed.COMMIT) {
                house.commit();
            }
            assertThat(hex(house.remembered(step.identityId()).profile()))
                    .isEqualTo(house.now.getOrDefault(step.identityId(), hex(new Profile())));
        }
    }

    /** One task with its store, and the plain map that it is compared with. */
    private static final class House {

        private final Map<String, String> now = new TreeMap<>();
        private final Map<String, String> owners = new TreeMap<>();
        private Map<String, String> committed = Map.of();
        private Map<String, byte[]> durable = Map.of();
        private KeyValueStore<String, byte[]> packed = restored();
        private ProfileStore store = new ProfileStore(packed, new HeapShare(HEAP_BYTES));
        private final Set<String> guests = new HashSet<>();
        private boolean left;
        private boolean guestCameAgain;

        void use(String identityId, int number) {
            Remembered known = remembered(identityId);
            Lives.live(known.profile(), identityId, number);
            store.markChanged(known);

            Profile plain = now.containsKey(identityId)
                    ? PackedState.profile(HexFormat.of().parseHex(now.get(identityId)))
                    : new Profile();
            Lives.live(plain, identityId, number);
            now.put(identityId, hex(plain));
        }

        void register(String identityId, String owner) {
            owners.put(identityId, owner);
            store.register(identityId, PackedState.identity(Lives.owned(owner)));
            assertThat(remembered(identityId).registered(0).facts().owner()).isEqualTo(owner);
        }

        Remembered remembered(String identityId) {
            Remembered known = store.onHeap(identityId);
            if (known != null) {
                guestCameAgain |= !known.isGuest() && guests.remove(identityId);
                return known;
            }
            left |= now.containsKey(identityId);
            String owner = owners.get(identityId);
            byte[] registered = owner == null ? null : PackedState.identity(Lives.owned(owner));
            Remembered stored = store.load(identityId, id -> registered);
            assertThat(stored == null).isEqualTo(!now.containsKey(identityId));
            Remembered newcomer = stored == null ? store.begin(identityId, id -> registered) : stored;
            if (newcomer.isGuest()) {
                guests.add(identityId);
            }
            return newcomer;
        }

        /** As Kafka Streams does: first what is held back, then the offsets. */
        void commit() {
            store.flushCache();
            guests.clear();
            durable = contents(packed);
            committed = new TreeMap<>(now);
            assertThat(inHex(durable)).isEqualTo(committed);
        }

        /** Whatever was not committed is taken back, with the offsets. */
        void crash() {
            store.close();
            guests.clear();
            packed = restored();
            store = new ProfileStore(packed, new HeapShare(HEAP_BYTES));
            now.clear();
            now.putAll(committed);
        }

        private KeyValueStore<String, byte[]> restored() {
            KeyValueStore<String, byte[]> restored = keyValueStoreBuilder(
                            inMemoryKeyValueStore(Stores.PROFILES), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            var context = new MockProcessorContext<>();
            context.setRecordMetadata("usage", 0, 0);
            restored.init(context.getStateStoreContext(), restored);
            durable.forEach(restored::put);
            return restored;
        }

        private static Map<String, byte[]> contents(KeyValueStore<String, byte[]> store) {
            Map<String, byte[]> contents = new TreeMap<>();
            try (var all = store.all()) {
                all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
            }
            return contents;
        }

        private static Map<String, String> inHex(Map<String, byte[]> contents) {
            Map<String, String> hex = new TreeMap<>();
            contents.forEach((key, value) -> hex.put(key, HexFormat.of().formatHex(value)));
            return hex;
        }
    }

    private static String hex(Profile profile) {
        return HexFormat.of().formatHex(PackedState.profile(profile));
    }
}
