// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plan for a writer")
class PlanTest {

    private static final Schema CONTRACT = SchemaBuilder.record("Sale")
            .fields()
            .requiredString("id")
            .optionalString("note")
            .name("count")
            .type()
            .longType()
            .longDefault(1)
            .endRecord();
    private static final Map<String, Want> WANTED = Map.of("id", Want.id(0, 10), "count", Want.number(0));
    private static final Set<String> PASSED_OVER = Set.of("note");

    @Test
    void has_a_step_for_each_field_of_the_writer() {
        Schema newer = SchemaBuilder.record("Sale")
                .fields()
                .requiredBytes("added")
                .optionalString("note")
                .requiredString("id")
                .endRecord();
        assertThat(Plan.of(CONTRACT, CONTRACT, WANTED, PASSED_OVER).steps).hasSize(3);
        assertThat(Plan.of(newer, CONTRACT, WANTED, PASSED_OVER).steps).hasSize(3);
    }

    @Test
    void is_not_made_while_the_contract_has_a_field_that_nobody_has_thought_of() {
        assertThat(Plan.of(CONTRACT, CONTRACT, WANTED, Set.of())).isNull();
    }

    @Test
    void is_not_made_for_what_is_not_a_record() {
        assertThat(Plan.of(Schema.createUnion(CONTRACT), CONTRACT, WANTED, PASSED_OVER))
                .isNull();
    }

    @Test
    void is_not_made_where_a_field_is_missing_that_has_no_default() {
        Schema writer =
                SchemaBuilder.record("Sale").fields().requiredLong("count").endRecord();
        assertThat(Plan.of(writer, CONTRACT, WANTED, PASSED_OVER)).isNull();
    }

    @Test
    void is_not_made_where_a_value_would_have_to_be_promoted() {
        Schema wanted = SchemaBuilder.record("Sale")
                .fields()
                .requiredString("id")
                .requiredInt("count")
                .endRecord();
        Schema passed = SchemaBuilder.record("Sale")
                .fields()
                .requiredString("id")
                .requiredBytes("note")
                .endRecord();
        assertThat(Plan.of(wanted, CONTRACT, WANTED, PASSED_OVER)).isNull();
        assertThat(Plan.of(passed, CONTRACT, WANTED, PASSED_OVER)).isNull();
    }

    @Test
    void is_not_made_where_the_contract_knows_a_field_by_another_name() {
        Schema renamed = SchemaBuilder.record("Sale")
                .fields()
                .name("id")
                .aliases("sale_id")
                .type()
                .stringType()
                .noDefault()
                .optionalString("note")
                .requiredLong("count")
                .endRecord();
        assertThat(Plan.of(CONTRACT, renamed, WANTED, PASSED_OVER)).isNull();
    }
}
