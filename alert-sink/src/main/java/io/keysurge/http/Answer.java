// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is looked at in an answer. Never prints its body. */
public final class Answer {

    /** Nobody's standard, but what Anthropic says when it is overloaded. */
    private static final int OVERLOADED = 529;

    private final int status;
    private final @Nullable String retryAfter;
    private final byte[] body;

    Answer(int status, @Nullable String retryAfter, byte[] body) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** True for 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** True for 3xx; nothing here follows one. */
    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** When a busy target asks to be called again; null when it is not busy, or does not say. */
    public @Nullable Instant notBefore(Instant now) {
        return switch (status) {
            case 429, 502, 503, 504, OVERLOADED ->
                RetryAfter.parse(retryAfter, now).orElse(null);
            default -> null;
        };
    }

    /** The body where the caller asked for it, or else nothing. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
