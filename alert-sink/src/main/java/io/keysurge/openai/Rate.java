// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

/**
 * How much of one model a project may use within a minute.
 *
 * @param requests {@code max_requests_per_1_minute}
 * @param tokens {@code max_tokens_per_1_minute}
 */
record Rate(long requests, long tokens) {

    static final String REQUESTS = "max_requests_per_1_minute";
    static final String TOKENS = "max_tokens_per_1_minute";

    /** Of each limit the lower one: no throttling ever raises one. */
    Rate lowerOf(Rate other) {
        return new Rate(Math.min(requests, other.requests), Math.min(tokens, other.tokens));
    }

    /** Of each limit the higher one: no undoing ever lowers one that somebody raised meanwhile. */
    Rate higherOf(Rate other) {
        return new Rate(Math.max(requests, other.requests), Math.max(tokens, other.tokens));
    }
}
