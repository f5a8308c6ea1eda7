// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.imports.PayloadMapper;
import io.keysurge.runtime.HttpListener.Reply;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of sender speaks: where it posts, what its bodies are, and what it understands of an answer. */
interface Protocol {

    /** Its name in metrics, in headers of rejected records and in settings. */
    String name();

    /** Whether it posts there. */
    boolean takes(String path);

    /** The paths, for who posts elsewhere. */
    String paths();

    /** Whether bodies of this type can be read; null when none is named. */
    boolean reads(@Nullable String contentType);

    /** What makes events of its payloads. */
    PayloadMapper mapper();

    /**
     * The payloads in a body.
     *
     * @throws MalformedBodyException when nothing can be made of the body as a whole
     */
    List<Payload> read(byte[] body, @Nullable String contentType) throws MalformedBodyException;

    /** Everything was taken, apart from what the receipt says. */
    Reply taken(Receipt receipt, @Nullable String contentType);

    /** Nothing was taken and the same request will never be. */
    Reply refused(int status, String why, @Nullable String contentType);

    /** Nothing was acknowledged, and the same request may be sent again after a while. */
    Reply comeAgain(int status, String why, Duration after, @Nullable String contentType);

    /** Part of a body: a tree for the mapper, or text that is none. */
    sealed interface Payload {

        /** A document. */
        record Document(JsonNode tree) implements Payload {}

        /**
         * A part that cannot be read, beside others that can.
         *
         * @param place where it stands, such as {@code line 3}
         */
        record Unreadable(String place, String why, String text) implements Payload {}
    }
}
