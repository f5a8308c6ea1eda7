// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro use our own generated classes.
 *
 * <p>Avro 1.12.2 instantiates no class that is not on its allow-list, not even generated ones (AVRO-4189). Adding
 * them here spares every user of these contracts a JVM flag.
 */
public final class Contracts {

    private static final List<Class<?>> CLASSES = List.of(
            UsageEvent.class,
            IdentityKind.class,
            IdentityRecord.class,
            Criticality.class,
            Budget.class,
            ExposureReport.class,
            Alert.class,
            AlertType.class,
            AlertIdentity.class,
            AlertCredential.class,
            AlertWindow.class,
            AlertBaseline.class,
            AlertShare.class,
            AlertPoint.class,
            EventReference.class,
            EpisodeState.class,
            DetectionMode.class,
            ResponseStep.class,
            ActionRecord.class,
            ActionMode.class,
            ActionState.class,
            GuardRailCheck.class,
            AuditRecord.class,
            SpendRollup.class);

    static {
        var ours = ClassSecurityValidator.builder();
        CLASSES.forEach(ours::add);
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours.build()));
    }

    private Contracts() {}

    /**
     * Puts the generated classes on Avro's allow-list, once. Call it before the first generated builder or reader is
     * used; serdes and JSON readers of this module do so themselves.
     */
    public static void trust() {
        // The static initialiser has done the work by the time this runs.
    }

    /** Every generated class, records and enums alike. */
    public static List<Class<?>> classes() {
        return CLASSES;
    }
}
