// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import io.keysurge.contract.UsageEvent;

/**
 * Which of the tokens were cached or spent on reasoning, as providers' usage objects say it. They are parts of the
 * totals and never added to them.
 */
final class TokenParts {

    private TokenParts() {}

    /** Reads the parts, each 0 where the object does not know it. */
    static void read(UsageEvent event, Fields usage) throws MisfitException {
        Fields input = usage.has("prompt_tokens_details")
                ? usage.in("prompt_tokens_details")
                : usage.in("input_tokens_details");
        Fields output = usage.has("completion_tokens_details")
                ? usage.in("completion_tokens_details")
                : usage.in("output_tokens_details");
        event.setCacheReadTokens(first(
                input.firstCount("cached_tokens"), usage.firstCount("cache_read_input_tokens", "input_cached_tokens")));
        event.setCacheWriteTokens(first(
                input.firstCount("cache_write_tokens", "cache_creation_tokens"),
                usage.firstCount("cache_creation_input_tokens", "input_cache_write_tokens")));
        event.setReasoningTokens(first(output.firstCount("reasoning_tokens"), usage.firstCount("reasoning_tokens")));
    }

    private static long first(long one, long other) {
        return one >= 0 ? one : Math.max(0, other);
    }
}
