// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * The generated classes that Avro may load by name. Avro 1.12.2 loads none that is not on its list (AVRO-4189); adding
 * ours here spares every process a {@code -Dorg.apache.avro.SERIALIZABLE_CLASSES} flag and trusts nothing else.
 */
public final class TrustedClasses {

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    static {
        ClassSecurityPredicate ours = type -> NAMES.contains(type.getName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }

    private TrustedClasses() {}

    /** Lets Avro load the class of this schema and of every record, enum and fixed inside it. */
    public static void trust(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (NAMES.add(SpecificData.getClassName(schema))) {
                    schema.getFields().forEach(field -> trust(field.schema()));
                }
            }
            case ENUM, FIXED -> NAMES.add(SpecificData.getClassName(schema));
            case ARRAY -> trust(schema.getElementType());
            case MAP -> trust(schema.getValueType());
            case UNION -> schema.getTypes().forEach(TrustedClasses::trust);
            default -> {
                // Primitive types have no class of ours.
            }
        }
    }
}
