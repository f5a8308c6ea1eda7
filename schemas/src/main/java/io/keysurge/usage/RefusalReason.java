// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import java.util.Locale;

/** Why a usage record was refused. The label is what headers, metrics and reports carry: part of the contract. */
public enum RefusalReason {
    /** The record has no key, so nobody can say whose tasks it belongs to. */
    MISSING_KEY("set the record key to identity_id, as UTF-8 text"),
    /** The record key is not the event's identity_id. */
    KEY_MISMATCH("set the record key to identity_id, as UTF-8 text"),
    /** The record has no value. */
    EMPTY("send an Avro UsageEvent; the usage topic takes no tombstones"),
    /** Key and value are larger than the broker is to take: compression hid it. */
    OVERSIZED("send records of at most 256 KiB, measured before compression"),
    /** The value does not begin with the Confluent wire format's magic byte and schema id. */
    NOT_AVRO_FRAMED(
            "serialise with a Confluent-compatible Avro serializer: byte 0, four bytes of schema id, Avro binary"),
    /** The registry does not know the schema id. */
    UNKNOWN_SCHEMA("register the schema with the registry that the detector uses"),
    /** The writer's schema is not compatible with UsageEvent. */
    WRONG_SCHEMA("send a UsageEvent to this topic"),
    /** The bytes do not match the writer's schema. */
    CORRUPT_PAYLOAD("check the producer's serializer; the payload is cut off or does not match its schema"),
    /** What another system wrote about a call does not say what an event needs. */
    INVALID_PAYLOAD("mend the field that the detail names, at the system that wrote it"),
    /** event_id is empty or too long. */
    INVALID_EVENT_ID("set event_id to 1 to 256 characters, unique per event and kept over retries"),
    /** identity_id is empty, too long or has control characters. */
    INVALID_IDENTITY("set identity_id to 1 to 128 characters without control characters"),
    /** A name or a list of names is too long, or has control characters. */
    INVALID_NAME("shorten names to 128 characters and lists to 256 entries, and remove control characters"),
    /** A count is negative. */
    NEGATIVE_COUNT("send counts of 0 or more"),
    /** A count is larger than any real call's. */
    EXCESSIVE_COUNT("split the event, or mend the producer's arithmetic"),
    /** A part is larger than its whole, such as cached tokens above input tokens. */
    PART_EXCEEDS_WHOLE("count cached tokens within input_tokens and reasoning tokens within output_tokens"),
    /** request_count is 0. */
    NO_REQUESTS("set request_count to the number of calls, 1 or more"),
    /** A sensitivity, a tolerance or a suppression that cannot hold. */
    INVALID_TUNING("use alert type names, sensitivities of 0.1 to 10, ceilings of 1 to 1000, until after from"),
    /** A budget that cannot be kept. */
    INVALID_BUDGET(
            "give each budget a name of its own, tokens or a currency, a limit of 0 to what can be counted, a period of a minute to a year, an IANA time zone and percentages of 1 to 1000"),
    /** A report of an exposed credential that cannot be used. */
    INVALID_EXPOSURE(
            "give an exposure_id, the keyed hash that usage carries, and a location of at most 1024 characters without the credential itself"),
    /** cost without currency, or a cost that is negative or larger than the contract holds. */
    INVALID_COST("send cost from 0 to below 1000000000 together with an ISO 4217 currency"),
    /** A text looks like a credential itself; found before it is published, never in a topic. */
    RAW_CREDENTIAL("take the credential out, and send its keyed hash as credential_fingerprint"),
    /** occurred_at is later than the append time allows. */
    OCCURRED_IN_FUTURE("mend the producer's clock; events may be at most five minutes ahead of the broker"),
    /** occurred_at is before 2020. */
    OCCURRED_TOO_EARLY("send occurred_at in milliseconds since 1970-01-01T00:00:00Z"),
    /** occurred_at is in micro- or nanoseconds. */
    OCCURRED_NOT_MILLISECONDS("send occurred_at in milliseconds since 1970-01-01T00:00:00Z"),
    /** The event is further behind its identity's own clock than the grace period. */
    LATE("publish within the grace period, or replay the topic to judge old usage");

    private final String mend;

    RefusalReason(String mend) {
        this.mend = mend;
    }

    /** The reason as headers and metrics spell it, such as {@code negative_count}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the producer should do about it, in one clause. */
    public String mend() {
        return mend;
    }
}
