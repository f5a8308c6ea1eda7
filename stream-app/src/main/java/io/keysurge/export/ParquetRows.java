// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Parquet, compressed with Snappy. Decimals are whole numbers of billionths within, and so exact. */
final class ParquetRows implements RowWriter {

    private static final int PRECISION = 18;
    private static final int SCALE = 9;

    private final List<Column> columns;
    private final ParquetWriter<List<@Nullable Object>> writer;

    ParquetRows(Path file, String table, List<Column> columns) throws IOException {
        this.columns = columns;
        Type[] fields = columns.stream().map(ParquetRows::field).toArray(Type[]::new);
        this.writer = ParquetWriter.writeFile(new MessageType(table, fields), file.toFile(), this::dehydrate);
    }

    @Override
    public void write(List<@Nullable Object> row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }

    /** A field that is not written is null. */
    private void dehydrate(List<@Nullable Object> row, ValueWriter out) {
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                out.write(columns.get(i).name(), stored(value));
            }
        }
    }

    private static Object stored(Object value) {
        if (value instanceof Instant instant) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(SCALE).unscaledValue().longValueExact();
        }
        return value instanceof Long || value instanceof Double || value instanceof Boolean ? value : value.toString();
    }

    private static PrimitiveType field(Column column) {
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return switch (column.type()) {
            case TEXT, JSON ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case WHOLE -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
            case REAL -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
            case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
            case DECIMAL ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.decimalType(SCALE, PRECISION))
                        .named(column.name());
            case TIME ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(column.name());
        };
    }
}
