// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fills in what a caller left out: who reports, and the event's id. */
final class Completion {

    /** What an id made from the content begins with. */
    static final String CONTENT_ID = "content-";

    private static final int ID_DIGITS = 32;

    private final String producer;
    private final @Nullable String version;

    Completion(String producer, @Nullable String version) {
        this.producer = producer;
        this.version = version;
    }

    /**
     * A completed copy.
     *
     * @throws IOException never, as encoding to memory does not fail
     * @throws RuntimeException when the event does not fit its schema
     */
    @SuppressWarnings("ConstantValue") // Whoever sets fields of a generated class may set them to null.
    UsageEvent complete(UsageEvent reported) throws IOException {
        UsageEvent event = copy(reported);
        @Nullable String id = reported.getEventId();
        if (id == null || id.isEmpty()) {
            event.setEventId(contentId(event));
        }
        if (event.getProducer() == null) {
            event.setProducer(producer);
        }
        if (version != null && !event.getAttributes().containsKey(ReporterSettings.VERSION_ATTRIBUTE)) {
            Map<String, String> attributes = new HashMap<>(event.getAttributes());
            attributes.put(ReporterSettings.VERSION_ATTRIBUTE, version);
            event.setAttributes(attributes);
        }
        return event;
    }

    static byte[] encode(UsageEvent event) throws IOException {
        ByteBuffer encoded = event.toByteBuffer();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    static UsageEvent decode(byte[] bytes) throws IOException {
        return UsageEvent.fromByteBuffer(ByteBuffer.wrap(bytes));
    }

    private static UsageEvent copy(UsageEvent reported) {
        var copy = new UsageEvent();
        for (int field = 0; field < reported.getSchema().getFields().size(); field++) {
            copy.put(field, reported.get(field));
        }
        return copy;
    }

    /** Equal events get equal ids, so that one that is reported again is known to be the same. */
    private static String contentId(UsageEvent event) throws IOException {
        event.setEventId("");
        // Maps have no order of their own; the same attributes in another order are the same event.
        Map<String, String> attributes = event.getAttributes();
        event.setAttributes(new TreeMap<>(attributes));
        byte[] digest = sha256().digest(encode(event));
        event.setAttributes(attributes);
        return CONTENT_ID + HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
