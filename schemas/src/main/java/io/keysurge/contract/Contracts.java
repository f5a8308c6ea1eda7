// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Lets Avro use our own generated classes.
 *
 * <p>Avro 1.12.2 instantiates no class that is not on its allow-list, not even generated ones (AVRO-4189). Adding
 * them here spares every user of these contracts a JVM flag.
 */
public final class Contracts {

    private static final List<Schema> SCHEMAS = List.of(
            UsageEvent.getClassSchema(),
            IdentityRecord.getClassSchema(),
            ExposureReport.getClassSchema(),
            Alert.getClassSchema(),
            ActionRecord.getClassSchema(),
            AuditRecord.getClassSchema(),
            SinkControl.getClassSchema(),
            SpendRollup.getClassSchema(),
            SharedBudgets.getClassSchema(),
            ReviewRecord.getClassSchema(),
            AlertLabel.getClassSchema());

    static {
        SCHEMAS.forEach(TrustedClasses::trust);
    }

    private Contracts() {}

    /**
     * Puts the generated classes on Avro's allow-list, once. Call it before the first generated builder or reader is
     * used; serdes and JSON readers of this module do so themselves.
     */
    public static void trust() {
        // The static initialiser has done the work by the time this runs.
    }

    /** The schema of every contract. */
    public static List<Schema> schemas() {
        return SCHEMAS;
    }
}
