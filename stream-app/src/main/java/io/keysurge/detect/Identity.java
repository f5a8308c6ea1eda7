// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What judgement needs to know of who an identity is.
 *
 * @param registered true when the identity registry knows it
 * @param kind what sort of identity it is, such as AGENT; null when not known
 * @param environment where it belongs, such as production or test
 * @param applications applications that may use it; empty when none are declared
 * @param scope what else its owner declared that it is for
 * @param tuning what people said about how it is judged
 * @param budgets limits on what it may consume
 * @param exposures which of its credentials are known to be in other hands
 * @param revocations which actions should have stopped it
 */
public record Identity(
        boolean registered,
        @Nullable String kind,
        @Nullable String environment,
        Set<String> applications,
        Scope scope,
        Tuning tuning,
        List<Budget> budgets,
        Exposures exposures,
        Revocations revocations) {

    /** An identity that nothing was done about. */
    public Identity(
            boolean registered,
            @Nullable String kind,
            @Nullable String environment,
            Set<String> applications,
            Set<String> models,
            Set<String> regions,
            Tuning tuning,
            List<Budget> budgets,
            Exposures exposures) {
        this(
                registered,
                kind,
                environment,
                applications,
                Scope.of(models, regions),
                tuning,
                budgets,
                exposures,
                Revocations.NONE);
    }

    /** An identity without budgets, and of which no credential is exposed. */
    public Identity(
            boolean registered,
            @Nullable String kind,
            @Nullable String environment,
            Set<String> applications,
            Set<String> models,
            Tuning tuning) {
        this(registered, kind, environment, applications, models, Set.of(), tuning, List.of(), Exposures.NONE);
    }

    /** The same, with what is known of its credentials. */
    public Identity exposedBy(Exposures reports) {
        return with(reports, revocations);
    }

    /** The same, with what was done about it. */
    public Identity stoppedBy(Revocations actions) {
        return with(exposures, actions);
    }

    private Identity with(Exposures reports, Revocations actions) {
        return new Identity(registered, kind, environment, applications, scope, tuning, budgets, reports, actions);
    }

    /** An identity that the registry does not know. */
    public static final Identity UNREGISTERED = new Identity(false, null, null, Set.of(), Set.of(), Tuning.NONE);

    /** An identity that the registry does not know, as its event describes it. */
    public static Identity unregistered(@Nullable String kind, @Nullable String environment) {
        return kind == null && environment == null
                ? UNREGISTERED
                : new Identity(false, kind, environment, Set.of(), Set.of(), Tuning.NONE);
    }

    public Identity {
        applications = Set.copyOf(applications);
        budgets = List.copyOf(budgets);
    }

    /** True when a list of applications was declared. */
    public boolean declaresApplications() {
        return !applications.isEmpty();
    }

    /** True where a misuse does more harm: an administrator, or within reach of the gravest data; not where things are tried out. */
    boolean isSensitive() {
        return !isTest() && (scope.admin() || scope.reachesGravestData());
    }

    /** True where people try things out, so that an alert weighs less. */
    public boolean isTest() {
        return Environments.isTest(environment);
    }
}
