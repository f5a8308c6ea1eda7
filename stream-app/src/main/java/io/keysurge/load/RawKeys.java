// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RawKeyRules;
import java.util.function.Supplier;

/** Keeps raw keys out of events of our own formats; what other systems write is looked through where it is mapped. */
final class RawKeys {

    private RawKeys() {}

    /**
     * The line of an event, refused where something in it looks like a raw key.
     *
     * @param kept what may be kept of the line
     */
    static Line line(long number, UsageEvent event, Supplier<String> kept) {
        return RawKeyRules.check(event)
                .<Line>map(found -> Line.Bad.of(number, found, kept.get()))
                .orElseGet(() -> new Line.Good(number, event));
    }
}
