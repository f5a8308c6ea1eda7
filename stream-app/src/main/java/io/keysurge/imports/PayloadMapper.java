// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.json.JsonShape;
import java.util.function.Consumer;

/** Makes usage events of what one kind of system writes. Keeps nothing between payloads; safe for several threads. */
public interface PayloadMapper {

    /** The field in which a payload holds its records, where it does not consist of one. */
    String container();

    /**
     * Takes one record.
     *
     * @param record an object; a bucket of a usage page, a log entry, the spans of a resource
     * @param place where it stands in its document, such as {@code data[3]}; empty for the document itself
     * @param out takes what it turned out to be
     */
    void record(JsonNode record, String place, Consumer<Imported> out);

    /**
     * Takes what stands around the records of a page.
     *
     * @param rest the page without its records
     * @param place where the page stands in its document
     */
    default void page(JsonNode rest, String place, Consumer<Imported> out) {
        if (rest.path("has_more").asBoolean()) {
            out.accept(new Imported.Remark(
                    "has_more is true: this page is not the last one (expected: the others too, by its next_page)"));
        }
    }

    /**
     * Takes a whole payload: one record, a page of them, or an array of either.
     *
     * @param payload the document
     * @param out takes what its records turned out to be, in their order
     */
    default void map(JsonNode payload, Consumer<Imported> out) {
        if (payload.isArray()) {
            for (int i = 0; i < payload.size(); i++) {
                element(payload.get(i), "[" + i + "]", out);
            }
        } else {
            element(payload, "", out);
        }
    }

    /** Takes one element of a document: a record, or a page of them. */
    private void element(JsonNode element, String place, Consumer<Imported> out) {
        JsonNode records = element.path(container());
        if (!records.isArray()) {
            recordOrNot(element, place, out);
            return;
        }
        String within = (place.isEmpty() ? "" : place + ".") + container();
        for (int i = 0; i < records.size(); i++) {
            recordOrNot(records.get(i), within + "[" + i + "]", out);
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        element.properties().forEach(field -> rest.set(field.getKey(), field.getValue()));
        rest.remove(container());
        page(rest, place, out);
    }

    /** {@link #record} for what may be no object. */
    default void recordOrNot(JsonNode record, String place, Consumer<Imported> out) {
        if (record.isObject()) {
            record(record, place, out);
        } else {
            out.accept(new Imported.Refused(
                    place.isEmpty() ? "line" : place, JsonShape.of(record) + " (expected: an object)", record));
        }
    }
}
