// SPDX-License-Identifier: Apache-2.0
package io.keysurge.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * How a file breaks its form, and what of it is sound all the same: that can be held to other rules at once.
 *
 * @param mistakes all of them, in order
 * @param places where they are, as JSON pointers; a field that is missing where it should stand
 */
public record Findings(List<Mistake> mistakes, NavigableSet<String> places) {

    /** Follows the slash in the order of characters. */
    private static final char AFTER_SLASH = '0';

    /**
     * An object without those of its fields in which there is a mistake.
     *
     * @param pointer where it stands in the file
     * @return a copy; null when there is no such object, or it is wrong as a whole
     */
    public @Nullable ObjectNode sound(String pointer, JsonNode value) {
        if (!(value instanceof ObjectNode object) || isWrong(pointer)) {
            return null;
        }
        ObjectNode sound = object.deepCopy();
        for (String place : places.subSet(pointer + "/", pointer + AFTER_SLASH)) {
            String below = place.substring(pointer.length() + 1);
            int slash = below.indexOf('/');
            String name = slash < 0 ? below : below.substring(0, slash);
            sound.remove(name.replace("~1", "/").replace("~0", "~"));
        }
        return sound;
    }

    /** Whether a value, or one around it, is wrong as a whole. */
    private boolean isWrong(String pointer) {
        for (String place = pointer; !place.isEmpty(); place = place.substring(0, place.lastIndexOf('/'))) {
            if (places.contains(place)) {
                return true;
            }
        }
        return places.contains("");
    }
}
