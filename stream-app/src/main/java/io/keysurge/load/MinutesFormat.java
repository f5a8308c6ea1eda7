// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.util.function.Consumer;

/**
 * CSV with a header: one row says what one identity consumed in one minute.
 *
 * <p>Columns are found by name. Required: identity, minute, calls, input_tokens, output_tokens. Optional: application,
 * agent, model, origin ({@code network/region}), status. Other columns are ignored. Minute 0 is
 * {@code 2026-01-05T00:00:00Z}.
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
