// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Budget;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Revocations;
import io.keysurge.detect.Scope;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.detect.Tuning;
import io.keysurge.usage.SharedBudgetRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who an identity is: from the registry where it knows the identity, else from what the event itself says.
 *
 * @param registered true when the registry knows the identity
 * @param kind what sort of identity it is
 * @param owner who answers for it
 * @param businessUnit who pays
 * @param environment where it belongs
 * @param criticality what stops when it is stopped
 * @param privileges scopes or roles
 * @param dataClassification highest class of data within reach
 * @param neverAutoRevoke true when no automatic action above notification is allowed
 * @param applications declared applications; empty when none are
 * @param models declared models; empty when none are
 * @param regions declared regions; empty when none are
 * @param operations declared operations; empty when none are
 * @param tuning what people said about how it is judged
 * @param budgets limits on what it may consume
 */
public record IdentityFacts(
        boolean registered,
        IdentityKind kind,
        @Nullable String owner,
        @Nullable String businessUnit,
        @Nullable String environment,
        Criticality criticality,
        List<String> privileges,
        @Nullable String dataClassification,
        boolean neverAutoRevoke,
        List<String> applications,
        List<String> models,
        List<String> regions,
        List<String> operations,
        Tuning tuning,
        List<Budget> budgets) {

    /** Nothing is known. */
    public static final IdentityFacts NONE = new IdentityFacts(
            false,
            IdentityKind.UNKNOWN,
            null,
            null,
            null,
            Criticality.UNKNOWN,
            List.of(),
            null,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Tuning.NONE,
            List.of());

    public IdentityFacts {
        privileges = List.copyOf(privileges);
        applications = List.copyOf(applications);
        models = List.copyOf(models);
        regions = List.copyOf(regions);
        operations = List.copyOf(operations);
        budgets = List.copyOf(budgets);
    }

    /** What the registry says. */
    public static IdentityFacts of(IdentityRecord identity) {
        return new IdentityFacts(
                true,
                identity.getKind(),
                identity.getOwner(),
                identity.getBusinessUnit(),
                identity.getEnvironment(),
                identity.getCriticality(),
                identity.getPrivileges(),
                identity.getDataClassification(),
                identity.getNeverAutoRevoke(),
                identity.getDeclaredApplications(),
                identity.getDeclaredModels(),
                identity.getDeclaredRegions(),
                identity.getDeclaredOperations(),
                TuningTranslation.tuning(identity),
                BudgetTranslation.budgets(identity.getBudgets()));
    }

    /** What an event of an unregistered identity says of it. */
    public static IdentityFacts of(UsageEvent event) {
        return new IdentityFacts(
                false,
                event.getIdentityKind(),
                event.getOwner(),
                event.getBusinessUnit(),
                event.getEnvironment(),
                Criticality.UNKNOWN,
                event.getPrivileges(),
                event.getDataClassification(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Tuning.NONE,
                List.of());
    }

    /** What is known of a group of identities by its name, such as business_unit:payments: whom to tell. */
    public static IdentityFacts ofGroup(String group) {
        return new IdentityFacts(
                false,
                IdentityKind.UNKNOWN,
                nameIn(BudgetScope.OWNER, group),
                nameIn(BudgetScope.BUSINESS_UNIT, group),
                null,
                Criticality.UNKNOWN,
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Tuning.NONE,
                List.of());
    }

    private static @Nullable String nameIn(BudgetScope scope, String group) {
        String prefix = SharedBudgetRules.key(scope, "");
        return group.startsWith(prefix) ? group.substring(prefix.length()) : null;
    }

    /** What judgement needs of it. */
    public Identity judged() {
        return new Identity(
                registered,
                kind.name(),
                environment,
                Set.copyOf(applications),
                registered ? scope() : Scope.NONE,
                tuning,
                budgets,
                Exposures.NONE,
                Revocations.NONE);
    }

    /** What an event says of its identity is nobody's declaration. */
    private Scope scope() {
        return new Scope(
                Set.copyOf(models),
                Set.copyOf(regions),
                Set.copyOf(operations),
                dataClassification,
                privileges.stream().anyMatch(IdentityFacts::isAdministration));
    }

    /** {@code admin}, or the last part of a scope such as {@code keys:admin} or {@code org.admin}. */
    private static boolean isAdministration(String privilege) {
        String name = privilege.toLowerCase(Locale.ROOT);
        return name.equals("admin") || name.endsWith(":admin") || name.endsWith(".admin");
    }

    /** Takes a registered identity apart. */
    public void write(StateWriter out) {
        out.text(kind.name());
        out.text(owner);
        out.text(businessUnit);
        out.text(environment);
        out.text(criticality.name());
        writeTexts(privileges, out);
        out.text(dataClassification);
        out.number(neverAutoRevoke ? 1 : 0);
        writeTexts(applications, out);
        writeTexts(models, out);
        TuningTranslation.write(tuning, out);
        BudgetTranslation.write(budgets, out);
        writeTexts(regions, out);
        writeTexts(operations, out);
    }

    /** Puts a registered identity together. */
    public static IdentityFacts read(StateReader in) {
        return read(in, 4);
    }

    /** Puts an identity together that was taken apart before operations were remembered. */
    public static IdentityFacts readThirdLayout(StateReader in) {
        return read(in, 3);
    }

    /** Puts an identity together that was taken apart before budgets and regions were remembered. */
    public static IdentityFacts readSecondLayout(StateReader in) {
        return read(in, 2);
    }

    /** Puts an identity together that was taken apart before models and tuning were remembered. */
    public static IdentityFacts readFirstLayout(StateReader in) {
        return read(in, 1);
    }

    private static IdentityFacts read(StateReader in, int layout) {
        var kind = IdentityKind.valueOf(in.name());
        String owner = in.text();
        String businessUnit = in.text();
        String environment = in.text();
        var criticality = Criticality.valueOf(in.name());
        List<String> privileges = readTexts(in);
        String dataClassification = in.text();
        boolean neverAutoRevoke = in.number() == 1;
        List<String> applications = readTexts(in);
        List<String> models = layout >= 2 ? readTexts(in) : List.of();
        Tuning tuning = layout >= 2 ? TuningTranslation.read(in) : Tuning.NONE;
        List<Budget> budgets = layout >= 3 ? BudgetTranslation.read(in) : List.of();
        List<String> regions = layout >= 3 ? readTexts(in) : List.of();
        List<String> operations = layout >= 4 ? readTexts(in) : List.of();
        return new IdentityFacts(
                true,
                kind,
                owner,
                businessUnit,
                environment,
                criticality,
                privileges,
                dataClassification,
                neverAutoRevoke,
                applications,
                models,
                regions,
                operations,
                tuning,
                budgets);
    }

    private static void writeTexts(List<String> texts, StateWriter out) {
        out.number(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> readTexts(StateReader in) {
        int size = in.count();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(in.name());
        }
        return texts;
    }
}
