// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.UsageEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;

/** A producer whose schema is another version of the contract: fields in another order, more, fewer, of other types. */
final class OtherWriter {

    private static final Schema CONTRACT = UsageEvent.getClassSchema();
    private static final List<String> UNKNOWN_TYPES = List.of(
            "\"null\"",
            "\"boolean\"",
            "\"int\"",
            "\"long\"",
            "\"float\"",
            "\"double\"",
            "\"bytes\"",
            "\"string\"",
            "{\"type\": \"fixed\", \"name\": \"Hash%d\", \"size\": 16}",
            "{\"type\": \"enum\", \"name\": \"Tier%d\", \"symbols\": [\"A\", \"B\", \"C\"]}",
            "{\"type\": \"array\", \"items\": \"null\"}",
            "{\"type\": \"array\", \"items\": [\"null\", \"long\", {\"type\": \"map\", \"values\": \"bytes\"}]}",
            "{\"type\": \"map\", \"values\": {\"type\": \"array\", \"items\": \"int\"}}",
            "{\"type\": \"record\", \"name\": \"Empty%d\", \"fields\": []}",
            "{\"type\": \"record\", \"name\": \"Chain%1$d\", \"fields\": [{\"name\": \"next\", \"type\": [\"null\", \"Chain%1$d\"]},"
                    + " {\"name\": \"cost\", \"type\": {\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 9}}]}",
            "[\"string\", \"int\", \"null\"]");

    private final Random random;
    private final Schema schema;

    private OtherWriter(Schema schema, Random random) {
        this.schema = schema;
        this.random = random;
    }

    /** A producer with a schema of its own. */
    static OtherWriter of(Random random) {
        List<Field> fields = new ArrayList<>();
        for (Field field : CONTRACT.getFields()) {
            if (!field.hasDefaultValue() || random.nextInt(8) > 0) {
                fields.add(new Field(field.name(), type(field.schema(), random)));
            }
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            String type =
                    UNKNOWN_TYPES.get(random.nextInt(UNKNOWN_TYPES.size())).formatted(i);
            fields.add(random.nextInt(fields.size()), new Field("unknown_" + i, new Schema.Parser().parse(type)));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(fields, random);
        }
        return of(record(fields), random);
    }

    /** A producer with this schema. */
    static OtherWriter of(Schema schema, Random random) {
        return new OtherWriter(schema, random);
    }

    /** The contract by someone who has never heard of decimals. */
    static Schema withCostAsBytes() {
        return record(CONTRACT.getFields().stream()
                .map(field -> new Field(
                        field.name(), field.name().equals("cost") ? Schema.create(Type.BYTES) : field.schema()))
                .toList());
    }

    private static Schema record(List<Field> fields) {
        return Schema.createRecord(CONTRACT.getName(), null, CONTRACT.getNamespace(), false, fields);
    }

    /** The event as this producer writes it, as far as it can. */
    GenericRecord record(UsageEvent event) {
        var record = new GenericData.Record(schema);
        for (Field field : schema.getFields()) {
            Field known = CONTRACT.getField(field.name());
            Object value = known == null ? null : value(event.get(known.pos()), known.schema());
            record.put(field.pos(), fitting(field.schema(), value, known != null));
        }
        return record;
    }

    private static Schema type(Schema type, Random random) {
        return switch (random.nextInt(12)) {
            case 0 ->
                type.getType() == Type.UNION
                        ? Schema.createUnion(
                                type.getTypes().get(1), type.getTypes().get(0))
                        : type;
            case 1 -> type.getType() == Type.UNION ? type.getTypes().get(1) : type;
            case 2 -> type.getType() == Type.UNION ? type : Schema.createUnion(type);
            case 3 -> type.getType() == Type.LONG ? Schema.create(Type.INT) : type;
            case 4 -> type.getType() == Type.STRING ? Schema.create(Type.BYTES) : type;
            case 5 ->
                type.getType() == Type.UNION && type.getTypes().get(1).getType() == Type.STRING
                        ? Schema.createUnion(
                                type.getTypes().get(0),
                                Schema.create(Type.BYTES),
                                type.getTypes().get(1))
                        : type;
            case 6 ->
                type.getType() == Type.ENUM
                        ? Schema.createEnum(
                                type.getName(),
                                null,
                                type.getNamespace(),
                                List.of("SPACESHIP", "AGENT", "UNKNOWN"),
                                "UNKNOWN")
                        : type;
            case 7 -> type.getType() == Type.LONG ? Schema.create(Type.LONG) : type;
            default -> type;
        };
    }

    private Object fitting(Schema type, Object value, boolean isKnown) {
        if (isKnown && fits(type, value)) {
            return value instanceof CharSequence && type.getType() == Type.BYTES ? bytes(value) : value;
        }
        if (isKnown && value instanceof Long number && GenericData.get().validate(type, number.intValue())) {
            return number.intValue();
        }
        if (isKnown && value instanceof CharSequence && GenericData.get().validate(type, bytes(value))) {
            return bytes(value);
        }
        return new RandomData(type, 1, random.nextLong()).iterator().next();
    }

    private static boolean fits(Schema type, Object value) {
        return GenericData.get().validate(type, value);
    }

    private static Object bytes(Object text) {
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object value(Object value, Schema type) {
        Schema plain = type.getType() == Type.UNION ? type.getTypes().get(1) : type;
        if (value == null || plain.getLogicalType() == null) {
            return value instanceof Enum<?> kind ? new GenericData.EnumSymbol(plain, kind.name()) : value;
        }
        var conversion = plain.getType() == Type.LONG
                ? new TimeConversions.TimestampMillisConversion()
                : new Conversions.DecimalConversion();
        return Conversions.convertToRawType(value, plain, plain.getLogicalType(), conversion);
    }
}
