// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.util.List;

/**
 * A schema as the registry holds it.
 *
 * @param type AVRO, PROTOBUF or JSON
 * @param text the schema itself, in the language of its type
 * @param references named types that it takes from other subjects
 */
public record RegisteredSchema(String type, String text, List<SchemaReference> references) {

    /** The type of Avro schemas, which the registry leaves out of its answers. */
    public static final String AVRO = "AVRO";

    public RegisteredSchema {
        references = List.copyOf(references);
    }
}
