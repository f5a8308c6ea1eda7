// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import org.jspecify.annotations.Nullable;

/** As much of a usage event as the rule needs. A bean, because that is what Flink serialises fastest. */
public final class UsageGlance {

    private String identity = "";
    private long millis;
    private long tokens;
    private @Nullable String application;

    /** Of nothing yet. */
    public UsageGlance() {}

    /** Who consumed. */
    public String getIdentity() {
        return identity;
    }

    /** Sets who consumed. */
    public void setIdentity(String identity) {
        this.identity = identity;
    }

    /** When, in milliseconds since 1970. */
    public long getMillis() {
        return millis;
    }

    /** Sets when. */
    public void setMillis(long millis) {
        this.millis = millis;
    }

    /** How many tokens. */
    public long getTokens() {
        return tokens;
    }

    /** Sets how many tokens. */
    public void setTokens(long tokens) {
        this.tokens = tokens;
    }

    /** By which application. */
    public @Nullable String getApplication() {
        return application;
    }

    /** Sets by which application. */
    public void setApplication(@Nullable String application) {
        this.application = application;
    }
}
