// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Contributors;
import io.keysurge.detect.GroupPart;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Position;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.SharedPart;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;

/**
 * What the detector tells itself about groups, as bytes: the version of the layout, what sort of part it is, the part.
 * Parts live for as long as it takes to read them.
 */
public final class PackedParts {

    private static final long VERSION = 1;
    private static final int SHARED = 1;
    private static final int HOUR = 2;
    private static final int PRODUCER = 3;

    private PackedParts() {}

    /** A part as bytes. */
    public static byte[] pack(GroupPart part) {
        var out = new PackedWriter();
        out.number(VERSION);
        if (part instanceof SharedPart shared) {
            out.number(SHARED);
            write(shared, out);
        } else if (part instanceof HourPart hour) {
            out.number(HOUR);
            hour.write(out);
        } else if (part instanceof ProducerPart producer) {
            out.number(PRODUCER);
            write(producer, out);
        }
        return out.toBytes();
    }

    /**
     * A part from bytes.
     *
     * @throws IllegalStateException when another version wrote them
     */
    public static GroupPart part(byte[] bytes) {
        var in = new PackedReader(bytes);
        long version = in.number();
        int sort = in.count();
        if (version == VERSION && sort == SHARED) {
            return readShared(in);
        }
        if (version == VERSION && sort == HOUR) {
            return HourPart.read(in);
        }
        if (version == VERSION && sort == PRODUCER) {
            return new ProducerPart(in.name(), in.number(), in.number(), in.number(), in.name(), readPosition(in));
        }
        throw new IllegalStateException("part of a group: version " + version + ", sort " + sort + " (expected: "
                + VERSION + ", " + SHARED + " to " + PRODUCER + "); let all detectors run the same version");
    }

    private static void write(SharedPart part, StateWriter out) {
        out.number(part.minute());
        out.number(part.tokens());
        out.number(part.costNanos());
        out.text(part.currency());
        part.contributors().write(out);
        out.text(part.lastEventId());
        write(part.lastEvent(), out);
    }

    private static void write(ProducerPart part, StateWriter out) {
        out.text(part.producer());
        out.number(part.minute());
        out.number(part.events());
        out.number(part.unattributed());
        out.text(part.lastEventId());
        write(part.lastEvent(), out);
    }

    private static SharedPart readShared(StateReader in) {
        return new SharedPart(
                in.number(), in.number(), in.number(), in.text(), Contributors.read(in), in.name(), readPosition(in));
    }

    private static void write(Position position, StateWriter out) {
        out.text(position.topic());
        out.number(position.partition());
        out.number(position.offset());
    }

    private static Position readPosition(StateReader in) {
        return new Position(in.name(), in.count(), in.number());
    }
}
