// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;

/** OTLP's JSON as its protobuf, the way that senders have it; for tests. */
final class OtlpMessages {

    private OtlpMessages() {}

    static ExportTraceServiceRequest request(JsonNode json) {
        var request = ExportTraceServiceRequest.newBuilder();
        fill(request, json);
        return request.build();
    }

    private static void fill(Message.Builder message, JsonNode json) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            JsonNode value = json.path(field.getJsonName());
            if (field.isRepeated()) {
                value.forEach(element -> message.addRepeatedField(field, value(message, field, element)));
            } else if (!value.isMissingNode()) {
                message.setField(field, value(message, field, value));
            }
        }
    }

    private static Object value(Message.Builder parent, FieldDescriptor field, JsonNode json) {
        return switch (field.getJavaType()) {
            case MESSAGE -> {
                Message.Builder child = parent.newBuilderForField(field);
                fill(child, json);
                yield child.build();
            }
            case STRING -> json.asText();
            case BOOLEAN -> json.asBoolean();
            case DOUBLE -> json.asDouble();
            case FLOAT -> (float) json.asDouble();
            case INT -> json.asInt();
            case LONG -> json.isTextual() ? Long.parseLong(json.asText()) : json.asLong();
            case ENUM -> constant(field.getEnumType(), json);
            case BYTE_STRING -> ByteString.copyFrom(HexFormat.of().parseHex(json.asText()));
        };
    }

    private static Object constant(EnumDescriptor type, JsonNode json) {
        return json.isTextual() ? type.findValueByName(json.asText()) : type.findValueByNumber(json.asInt());
    }
}
