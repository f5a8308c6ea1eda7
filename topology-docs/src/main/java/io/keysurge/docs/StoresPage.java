// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.MarkdownTable.code;
import static io.keysurge.docs.MarkdownTable.codes;

import io.keysurge.state.Stores;
import org.apache.kafka.streams.state.StoreBuilder;

/** What the detector remembers between records, and which step does. */
final class StoresPage {

    private StoresPage() {}

    static String render(House house) {
        var table = new MarkdownTable("store", "key", "value", "step", "changelogged", "persistent");
        row(
                table,
                house,
                Stores.identities(),
                "packed bytes: what the registry says of the identity (owner, environment, declared applications ...)");
        row(
                table,
                house,
                Stores.openEpisodes(),
                "when the broker appended the newest usage of an identity with an open episode, milliseconds since 1970");
        row(
                table,
                house,
                Stores.profiles(),
                "packed bytes: the identity's last hour by minute, seven days' maxima, names it used, recent event ids, price, credential, open episodes");
        return """
                # State stores

                All are key-value stores by `identity_id`. Packed bytes begin with the version of their layout; a detector
                that meets a newer version says so and stops. Names are part of the running state: renaming one strands
                what was learned.

                %s""".formatted(table);
    }

    private static void row(MarkdownTable table, House house, StoreBuilder<?> store, String value) {
        table.row(
                code(store.name()),
                "identity_id",
                value,
                codes(house.stepsWith(store.name())),
                word(store.loggingEnabled()),
                word(store.build().persistent()));
    }

    private static String word(boolean holds) {
        return holds ? "yes" : "no";
    }
}
