// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What judgement needs to know of who an identity is.
 *
 * @param registered true when the identity registry knows it
 * @param environment where it belongs, such as production or test
 * @param applications applications that may use it; empty when none are declared
 */
public record Identity(boolean registered, @Nullable String environment, Set<String> applications) {

    /** An identity that the registry does not know. */
    public static final Identity UNREGISTERED = new Identity(false, null, Set.of());

    /** An identity that the registry does not know, in the environment that its event names. */
    public static Identity unregistered(@Nullable String environment) {
        return environment == null ? UNREGISTERED : new Identity(false, environment, Set.of());
    }

    public Identity {
        applications = Set.copyOf(applications);
    }

    /** True when a list of applications was declared. */
    public boolean declaresApplications() {
        return !applications.isEmpty();
    }

    /** True where people try things out, so that an alert weighs less. */
    public boolean isTest() {
        return environment != null && (environment.startsWith("test") || environment.startsWith("dev"));
    }
}
