// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an object for each row, with every column; missing values are null. */
final class JsonRows implements RowWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator out;
    private final List<Column> columns;

    JsonRows(Path file, List<Column> columns) throws IOException {
        this.columns = columns;
        this.out = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file)), JsonEncoding.UTF8);
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void write(List<@Nullable Object> row) {
        try {
            out.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                out.writeFieldName(columns.get(i).name());
                write(row.get(i));
            }
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Long whole) {
            out.writeNumber(whole);
        } else if (value instanceof Double real) {
            out.writeNumber(real);
        } else if (value instanceof BigDecimal decimal) {
            out.writeNumber(decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof JsonNode json) {
            out.writeTree(json);
        } else {
            out.writeString(value.toString());
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new ExportFailedException("cannot write: " + e.getMessage(), e);
        }
    }
}
