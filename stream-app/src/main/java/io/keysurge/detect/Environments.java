// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/** What the name of an environment says of it. */
final class Environments {

    private Environments() {}

    /** True where people try things out. */
    static boolean isTest(@Nullable String environment) {
        return environment != null && (environment.startsWith("test") || environment.startsWith("dev"));
    }

    /** True where the real work is done. */
    static boolean isProduction(@Nullable String environment) {
        return environment != null && environment.startsWith("prod");
    }
}
