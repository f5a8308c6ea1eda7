// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.AuditRecord;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** The hash of an audit record: SHA-256 over its canonical JSON (RFC 8785) without the field {@code hash}. */
public final class AuditHash {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditHash() {}

    /** The hash that a record has to bear, 64 hexadecimal digits. */
    public static String of(AuditRecord record) {
        try {
            ObjectNode fields = (ObjectNode) JSON.readTree(RecordJson.write(record));
            fields.remove("hash");
            byte[] canonical = new JsonCanonicalizer(JSON.writeValueAsString(fields)).getEncodedUTF8();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("our own JSON cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("our own JSON is not canonical", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform has to offer", e);
        }
    }
}
