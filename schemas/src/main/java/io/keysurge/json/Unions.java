// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import java.util.List;
import org.apache.avro.Schema;

/** Unions as the contracts use them: one type that may be null. Anything else would need type tags in JSON. */
final class Unions {

    private Unions() {}

    static boolean allowsNull(Schema schema) {
        return schema.isNullable();
    }

    static Schema theOneBesideNull(Schema union) {
        List<Schema> others = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (others.size() != 1) {
            throw new IllegalArgumentException(union + ": unions other than of null and one type have no plain JSON");
        }
        return others.get(0);
    }
}
