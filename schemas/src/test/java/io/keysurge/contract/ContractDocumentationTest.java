// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A contract's documentation")
class ContractDocumentationTest {

    @ParameterizedTest
    @MethodSource("io.keysurge.contract.ReleasedSchemas#current")
    void says_what_every_type_and_every_field_means(Schema contract) {
        Map<String, String> docs = new TreeMap<>();
        collect(contract, docs);

        assertThat(docs)
                .hasSizeGreaterThan(contract.getFields().size())
                .allSatisfy((name, doc) -> assertThat(doc).as(name).isNotBlank().matches(".*[.]"));
    }

    private static void collect(Schema schema, Map<String, String> docs) {
        switch (schema.getType()) {
            case RECORD -> {
                if (docs.put(schema.getFullName(), said(schema.getDoc())) == null) {
                    schema.getFields().forEach(field -> {
                        docs.put(schema.getFullName() + "." + field.name(), said(field.doc()));
                        collect(field.schema(), docs);
                    });
                }
            }
            case ENUM -> docs.put(schema.getFullName(), said(schema.getDoc()));
            case ARRAY -> collect(schema.getElementType(), docs);
            case MAP -> collect(schema.getValueType(), docs);
            case UNION -> schema.getTypes().forEach(type -> collect(type, docs));
            default -> {
                // Primitive types are documented by the field that uses them.
            }
        }
    }

    private static String said(String doc) {
        return doc == null ? "" : doc;
    }
}
