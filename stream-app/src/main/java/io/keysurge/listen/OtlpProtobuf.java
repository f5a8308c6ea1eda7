// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OTLP's protobuf as OTLP's JSON, so that there is one reading of traces: names in lower camel case, ids in hexadecimal,
 * enums as numbers, 64-bit numbers as text, other bytes in Base64.
 */
final class OtlpProtobuf {

    /** The fields of bytes that OTLP writes in hexadecimal, unlike protobuf's own JSON. */
    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int STATUS_CODE = 1;
    private static final int STATUS_MESSAGE = 2;

    private OtlpProtobuf() {}

    /**
     * A request as a tree.
     *
     * @throws MalformedBodyException when the bytes are no such request
     */
    static JsonNode traces(byte[] body) throws MalformedBodyException {
        try {
            return tree(ExportTraceServiceRequest.parseFrom(body));
        } catch (InvalidProtocolBufferException malformed) {
            throw new MalformedBodyException(
                    400, "body: no protobuf, or cut off (expected: ExportTraceServiceRequest of OTLP)");
        }
    }

    /** The answer to a request of which so many spans were refused. */
    static byte[] response(int rejected, String why) {
        var response = ExportTraceServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage(why));
        }
        return response.build().toByteArray();
    }

    /** A {@code google.rpc.Status}: two fields are no reason for one more library. */
    static byte[] status(int code, String message) {
        var bytes = new ByteArrayOutputStream();
        try {
            var out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(STATUS_CODE, code);
            out.writeString(STATUS_MESSAGE, message);
            out.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static ObjectNode tree(Message message) {
        ObjectNode tree = NODES.objectNode();
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            FieldDescriptor field = set.getKey();
            tree.set(
                    field.getJsonName(),
                    field.isRepeated() ? array(field, (List<?>) set.getValue()) : node(field, set.getValue()));
        }
        return tree;
    }

    private static ArrayNode array(FieldDescriptor field, List<?> values) {
        ArrayNode array = NODES.arrayNode(values.size());
        values.forEach(value -> array.add(node(field, value)));
        return array;
    }

    private static JsonNode node(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case MESSAGE -> tree((Message) value);
            case STRING -> NODES.textNode((String) value);
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case DOUBLE -> NODES.numberNode((Double) value);
            case FLOAT -> NODES.numberNode((Float) value);
            case ENUM -> NODES.numberNode(((EnumValueDescriptor) value).getNumber());
            case BYTE_STRING -> bytes(field, (ByteString) value);
            case INT -> NODES.numberNode(((Integer) value).longValue() & unsigned(field));
            case LONG ->
                NODES.textNode(isUnsigned(field) ? Long.toUnsignedString((Long) value) : Long.toString((Long) value));
        };
    }

    private static JsonNode bytes(FieldDescriptor field, ByteString value) {
        return IDS.contains(field.getName())
                ? NODES.textNode(HexFormat.of().formatHex(value.toByteArray()))
                : NODES.textNode(Base64.getEncoder().encodeToString(value.toByteArray()));
    }

    private static long unsigned(FieldDescriptor field) {
        return isUnsigned(field) ? 0xFFFF_FFFFL : -1L;
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }
}
