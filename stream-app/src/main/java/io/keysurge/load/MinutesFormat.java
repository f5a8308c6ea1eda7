// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.util.function.Consumer;

/**
 * CSV with a header: one row says what one identity consumed in one minute.
 *
 * <p>Columns are found by name. Required: identity, minute, calls, input_tokens, output_tokens. Optional: application,
 * agent, model, origin ({@code network/region}), status. Other columns are ignored. A minute is a number,
 * 0 being {@code 2026-01-05T00:00:00Z}, or an instant. An apostrophe before what a spreadsheet would take for a formula is
 * none of the value.
 */
public final class MinutesFormat implements LineFormat {

    @Override
    public String name() {
        return "minutes";
    }

    @Override
    public Parser newParser(Consumer<String> warnings) {
        return new MinutesParser(warnings);
    }
}
