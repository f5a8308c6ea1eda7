// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.MarkdownTable.code;
import static io.keysurge.docs.MarkdownTable.codes;

import io.keysurge.state.HeapShare;
import io.keysurge.state.Stores;
import org.apache.kafka.streams.state.StoreBuilder;

/** What the detector remembers between records, and which step does. */
final class StoresPage {

    private static final String IDENTITY = "identity_id";

    private StoresPage() {}

    static String render(House house) {
        var table = new MarkdownTable("store", "key", "value", "step", "changelogged", "persistent");
        row(
                table,
                house,
                Stores.identities(),
                IDENTITY,
                "packed bytes: what the registry says of the identity (owner, environment, declared applications ...)");
        row(
                table,
                house,
                Stores.exposures(),
                IDENTITY,
                "packed bytes: which of the identity's credentials were reported as found where they should not be");
        row(
                table,
                house,
                Stores.revocations(),
                IDENTITY,
                "packed bytes: which actions of the sink should have stopped the identity, since when, and how long their targets may take");
        row(
                table,
                house,
                Stores.openEpisodes(),
                IDENTITY,
                "when the broker appended the newest usage of an identity with an open episode, to the minute; milliseconds since 1970");
        row(
                table,
                house,
                Stores.profiles(new HeapShare(0)),
                IDENTITY,
                "packed bytes: the identity's last hour by minute, seven days' maxima, the rhythm of its days, its origins, applications and models, what strangers did, recent event ids, price, credential, open episodes, what was taken of budgets; and what it spent in the hours that are not over for it");
        row(
                table,
                house,
                Stores.sources(),
                "network/region",
                "packed bytes, with the append time of the newest attempt: whose keys a source tried lately, and the open episode about it");
        row(
                table,
                house,
                Stores.flood(),
                "`flood`, the only one",
                "packed bytes: how many identities the task remembers, how many new ones came in the hour and at most, and the open episode about them");
        row(
                table,
                house,
                Stores.groups(),
                "sort/group",
                "packed bytes: what a group of identities took of each of its budgets in this period and the one before, and who took most; what the test and production environments of an application spent in a day; the work of a business unit, and of each of its identities under a key of its own");
        row(
                table,
                house,
                Stores.producers(),
                "producer",
                "packed bytes: the last hour's events of a producer, its longest silences of a fortnight, and the open episodes about it");
        row(
                table,
                house,
                Stores.sharedBudgets(),
                "group",
                "Avro, as on the topic of budgets: what a group may consume. In every instance as a whole; the topic is its changelog");
        row(
                table,
                house,
                Stores.outbox(),
                "–",
                "nothing: the last moment before a commit, at which sums of what happened since the one before leave");
        return """
                # State stores

                All are key-value stores. Packed bytes begin with the version of their layout; a detector that meets a newer
                version says so and stops, and one that meets the first reads it and writes its own. Names are part of the
                running state: renaming one strands what was learned.

                Profiles in use are on the heap (`state.heap.bytes`), decoded; while it is full, a newcomer waits packed for the
                commit, and has a place when it is used again before that. What changes is written once per commit and
                identity, before the offsets are committed; what leaves the heap is written first.

                %s""".formatted(table);
    }

    private static void row(MarkdownTable table, House house, StoreBuilder<?> store, String key, String value) {
        table.row(
                code(store.name()),
                key,
                value,
                codes(house.stepsWith(store.name())),
                word(store.loggingEnabled()),
                word(store.build().persistent()));
    }

    private static String word(boolean holds) {
        return holds ? "yes" : "no";
    }
}
