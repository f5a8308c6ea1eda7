// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Identity;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import java.util.ArrayList;
import java.util.List;
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
        List<String> applications) {

    /** Nothing is known. */
    public static final IdentityFacts NONE = new IdentityFacts(
            false, IdentityKind.UNKNOWN, null, null, null, Criticality.UNKNOWN, List.of(), null, false, List.of());

    public IdentityFacts {
        privileges = List.copyOf(privileges);
        applications = List.copyOf(applications);
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
                identity.getDeclaredApplications());
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
                List.of());
    }

    /** What judgement needs of it. */
    public Identity judged() {
        return new Identity(registered, environment, Set.copyOf(applications));
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
    }

    /** Puts a registered identity together. */
    public static IdentityFacts read(StateReader in) {
        return new IdentityFacts(
                true,
                IdentityKind.valueOf(in.name()),
                in.text(),
                in.text(),
                in.text(),
                Criticality.valueOf(in.name()),
                readTexts(in),
                in.text(),
                in.number() == 1,
                readTexts(in));
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
