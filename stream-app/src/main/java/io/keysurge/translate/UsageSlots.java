// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.serde.positional.Slots;

/** Which slot holds what detection needs of a usage event, whether it was decoded as a whole or read from its bytes. */
public final class UsageSlots {

    /** Text: event_id. */
    public static final int EVENT_ID = 0;
    /** Text: identity_id. */
    public static final int IDENTITY_ID = 1;
    /** Text: credential_fingerprint. */
    public static final int CREDENTIAL = 2;
    /** Text: application_id. */
    public static final int APPLICATION = 3;
    /** Text: agent_id. */
    public static final int AGENT = 4;
    /** Text: model. */
    public static final int MODEL = 5;
    /** Text: source. */
    public static final int SOURCE = 6;
    /** Text: region. */
    public static final int REGION = 7;
    /** Text: currency. */
    public static final int CURRENCY = 8;
    /** Text: status. */
    public static final int STATUS = 9;
    /** Text: name of identity_kind. */
    public static final int KIND = 10;
    /** Text: environment. */
    public static final int ENVIRONMENT = 11;
    /** Text: operation. */
    public static final int OPERATION = 12;
    /** Text: data_classification. */
    public static final int DATA_CLASSIFICATION = 13;
    /** Text: business_unit. */
    public static final int BUSINESS_UNIT = 14;
    /** Text: owner. */
    public static final int OWNER = 15;
    /** Text: producer. */
    public static final int PRODUCER = 16;

    /** Number: occurred_at in milliseconds since 1970. */
    public static final int OCCURRED_AT = 0;
    /** Number: input_tokens. */
    public static final int INPUT_TOKENS = 1;
    /** Number: output_tokens. */
    public static final int OUTPUT_TOKENS = 2;
    /** Number: cache_read_tokens. */
    public static final int CACHE_READ_TOKENS = 3;
    /** Number: cache_write_tokens. */
    public static final int CACHE_WRITE_TOKENS = 4;
    /** Number: reasoning_tokens. */
    public static final int REASONING_TOKENS = 5;
    /** Number: context_length; 0 when not known. */
    public static final int CONTEXT_LENGTH = 6;
    /** Number: request_count. */
    public static final int REQUEST_COUNT = 7;
    /** Number: cost in billionths; {@link #UNKNOWN_COST} when not known. */
    public static final int COST_NANOS = 8;
    /** Number: gateway_cache_hit, 0 or 1. */
    public static final int GATEWAY_CACHE_HIT = 9;

    /** The cost of an event that does not tell it. */
    public static final long UNKNOWN_COST = -1;

    private static final int TEXTS = 17;
    private static final int NUMBERS = 10;

    private static final Slots EMPTY = ofDefaults();

    private UsageSlots() {}

    /** Slots with what the contract says of a field that is not there. */
    public static Slots empty() {
        return EMPTY.copy();
    }

    private static Slots ofDefaults() {
        String[] texts = new String[TEXTS];
        texts[STATUS] = "ok";
        texts[KIND] = "UNKNOWN";
        long[] numbers = new long[NUMBERS];
        numbers[REQUEST_COUNT] = 1;
        numbers[COST_NANOS] = UNKNOWN_COST;
        return new Slots(texts, numbers);
    }
}
