// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.Producer;
import io.keysurge.detect.SharedBook;
import io.keysurge.detect.UnitBook;
import java.util.List;

/** The layouts of what the store of groups holds; versions as in {@link PackedState}. */
public final class PackedGroups {

    private static final long UNIT_VERSION = 1;
    private static final long APPLICATION_VERSION = 1;
    private static final long SHARED_VERSION = 2;
    private static final long PRODUCER_VERSION = 1;

    private PackedGroups() {}

    /** What is remembered of a business unit, as bytes. */
    public static byte[] unitBook(UnitBook book) {
        return PackedState.pack(UNIT_VERSION, book::write);
    }

    /**
     * What is remembered of a business unit, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static UnitBook unitBook(byte[] bytes) {
        return PackedState.unpack(bytes, "business unit", List.of(UnitBook::read));
    }

    /** What is remembered of a business unit beside its identities, as bytes. */
    public static byte[] unitHead(UnitBook book) {
        return PackedState.pack(UNIT_VERSION, book::writeHead);
    }

    /** What is remembered of one identity of a business unit, as bytes. */
    public static byte[] unitMember(UnitBook book, String identityId) {
        return PackedState.pack(UNIT_VERSION, out -> book.writeMember(identityId, out));
    }

    /**
     * What is remembered of a business unit, from the bytes of its head and of its identities in any order.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static UnitBook unitBook(byte[] head, Iterable<byte[]> members) {
        UnitBook book = PackedState.unpack(head, "business unit", List.of(UnitBook::readHead));
        for (byte[] member : members) {
            PackedState.unpack(member, "business unit's identity", List.of(in -> {
                book.readMember(in);
                return book;
            }));
        }
        book.restored();
        return book;
    }

    /** What is remembered of an application, as bytes. */
    public static byte[] applicationBook(ApplicationBook book) {
        return PackedState.pack(APPLICATION_VERSION, book::write);
    }

    /**
     * What is remembered of an application, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static ApplicationBook applicationBook(byte[] bytes) {
        return PackedState.unpack(bytes, "application", List.of(ApplicationBook::read));
    }

    /** What a group took of its budgets, as bytes. */
    public static byte[] shared(SharedBook book) {
        return PackedState.pack(SHARED_VERSION, book::write);
    }

    /**
     * What a group took of its budgets, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static SharedBook shared(byte[] bytes) {
        return PackedState.unpack(bytes, "budgets of a group", List.of(SharedBook::readFirstLayout, SharedBook::read));
    }

    /** What is remembered of a producer, as bytes. */
    public static byte[] producer(Producer producer) {
        return PackedState.pack(PRODUCER_VERSION, producer::write);
    }

    /**
     * What is remembered of a producer, from bytes.
     *
     * @throws IllegalStateException when a newer detector wrote them
     */
    public static Producer producer(byte[] bytes) {
        return PackedState.unpack(bytes, "producer", List.of(Producer::read));
    }
}
