// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keysurge.contract.UsageEvent;
import io.keysurge.yaml.Mistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mapping of columns")
class CsvMappingFileTest {

    @TempDir
    private Path folder;

    @Test
    void that_is_wrong_names_every_mistake_with_its_line() {
        assertThat(mistakes("""
                delimiter: ";;"
                zoone: UTC
                fields:
                  occurred_at: {column: time, constant: x}
                  identity: {column: who}
                  input_tokens: {}
                  output_tokens: 7
                """))
                .extracting(Mistake::toString)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("mapping.yaml:1: delimiter: "))
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith("mapping.yaml:2: has a field \"zoone\"")
                        .contains("did you mean zone?"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("mapping.yaml:4: fields.occurred_at: "))
                .anySatisfy(
                        mistake -> assertThat(mistake).startsWith("mapping.yaml:5: fields: has a field \"identity\""))
                .anySatisfy(mistake -> assertThat(mistake).contains("fields: identity_id is missing"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("mapping.yaml:6: fields.input_tokens: "))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("mapping.yaml:7: fields.output_tokens: "))
                .hasSize(7);
    }

    @Test
    void that_contradicts_itself_is_refused() {
        assertThat(mistakes("""
                zone: Mars/Olympus
                columns: [time, who, in]
                fields:
                  occurred_at: {column: time}
                  identity_id: {column: who}
                  input_tokens: {column: in}
                  output_tokens: {column: out}
                  cost: {column: in}
                """))
                .extracting(Mistake::toString)
                .containsExactly(
                        "mapping.yaml:1: zone: \"Mars/Olympus\" (expected: an IANA zone such as UTC or Europe/Berlin)",
                        "mapping.yaml:7: fields.output_tokens: \"out\" (expected: one of columns)",
                        "mapping.yaml:8: fields.cost: without a currency (expected: currency too)");
    }

    @Test
    void that_is_no_yaml_is_refused() {
        assertThat(mistakes("fields: [")).singleElement().asString().startsWith("mapping.yaml:");
        assertThat(mistakes("")).singleElement().asString().contains("empty (expected: fields)");
    }

    @Test
    void knows_every_field_of_a_usage_event_that_is_a_single_value() throws IOException {
        try (var in = CsvMappingFile.class.getResourceAsStream("/csv-mapping.schema.json")) {
            var fields = new com.fasterxml.jackson.databind.json.JsonMapper()
                    .readTree(in)
                    .at("/properties/fields/properties");

            List<String> single = UsageEvent.getClassSchema().getFields().stream()
                    .filter(field -> field.schema().getType() != Schema.Type.ARRAY
                            && field.schema().getType() != Schema.Type.MAP)
                    .map(Schema.Field::name)
                    .toList();
            assertThat(fields.fieldNames()).toIterable().containsExactlyElementsOf(single);
        }
    }

    private List<Mistake> mistakes(String mapping) {
        Path file = UsageFiles.write(folder, "mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8));
        return catchThrowableOfType(InvalidMappingException.class, () -> CsvMappingFile.read(file))
                .mistakes();
    }
}
