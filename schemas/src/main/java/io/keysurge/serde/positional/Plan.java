// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/** How records of one writer are read: a step for each of its fields, in its order. */
final class Plan {

    final Step[] steps;
    /** {@link Step#packed} of each. */
    final int[] packed;

    private Plan(Step[] steps) {
        this.steps = steps;
        this.packed = Arrays.stream(steps).mapToInt(step -> step.packed).toArray();
    }

    /**
     * The plan for a writer.
     *
     * @param writer the schema that records were written with; one that the reader is compatible with
     * @param reader the contract
     * @param wanted what is wanted, by name of field
     * @param passedOver fields of the contract that are not wanted and that may hold whatever their type allows
     * @return null when the writer or the contract asks for more thought than a plan can give
     */
    static @Nullable Plan of(Schema writer, Schema reader, Map<String, Want> wanted, Set<String> passedOver) {
        if (writer.getType() != Schema.Type.RECORD || !isUnderstood(writer, reader, wanted, passedOver)) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        for (Field written : writer.getFields()) {
            Step step = step(written, reader.getField(written.name()), wanted.get(written.name()));
            if (step == null) {
                return null;
            }
            steps.add(step);
        }
        return new Plan(steps.toArray(Step[]::new));
    }

    private static @Nullable Step step(Field written, @Nullable Field read, @Nullable Want want) {
        if (read == null) {
            return Step.pass(written.schema());
        }
        if (want == null) {
            return Shape.isSurelyReadable(written.schema(), read.schema()) ? Step.pass(written.schema()) : null;
        }
        return Step.read(want, written.schema(), read.schema());
    }

    /** A field that nobody has thought of may have rules of its own; an alias may take its value from another one. */
    private static boolean isUnderstood(
            Schema writer, Schema reader, Map<String, Want> wanted, Set<String> passedOver) {
        return reader.getFields().stream()
                .allMatch(field -> field.aliases().isEmpty()
                        && (wanted.containsKey(field.name()) || passedOver.contains(field.name()))
                        && (field.hasDefaultValue() || writer.getField(field.name()) != null));
    }
}
